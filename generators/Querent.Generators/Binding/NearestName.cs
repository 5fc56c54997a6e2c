using Querent.Generators.Model;

namespace Querent.Generators.Binding;

/// <summary>Guesses which name was meant.</summary>
internal static class NearestName
{
    // Whoever has to choose among more looks at the declaration.
    private const int MostNames = 3;

    /// <summary>The names that are near, three at most.</summary>
    public static NameGuess Of(string name, IEnumerable<string> candidates)
    {
        int limit = Math.Max(1, name.Length / 3);
        List<(string Name, int Distance)> near = candidates
            .Distinct(StringComparer.Ordinal)
            .Where(candidate => Math.Abs(candidate.Length - name.Length) <= limit)
            .Select(candidate => (Name: candidate, Distance: Distance(name, candidate)))
            .Where(candidate => candidate.Distance <= limit)
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Take(MostNames)
            .ToList();
        bool isCertain = near.Count == 1 || (near.Count > 1 && near[0].Distance < near[1].Distance);
        return NameGuess.Of(near.Select(candidate => candidate.Name).ToEquatableArray(), isCertain);
    }

    // Levenshtein's, except that a difference in case costs nothing and two exchanged neighbours cost one.
    private static int Distance(string left, string right)
    {
        int[,] cost = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++)
        {
            for (int j = 0; j <= right.Length; j++)
            {
                cost[i, j] = i == 0 || j == 0 ? i + j : Step(i, j);
            }
        }

        return cost[left.Length, right.Length];

        int Step(int i, int j)
        {
            int replaced = cost[i - 1, j - 1] + (Same(i - 1, j - 1) ? 0 : 1);
            int best = Math.Min(replaced, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
            return i > 1 && j > 1 && Same(i - 1, j - 2) && Same(i - 2, j - 1) ? Math.Min(best, cost[i - 2, j - 2] + 1) : best;
        }

        bool Same(int i, int j) => char.ToUpperInvariant(left[i]) == char.ToUpperInvariant(right[j]);
    }
}
