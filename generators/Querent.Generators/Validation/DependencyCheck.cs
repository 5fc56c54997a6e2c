using Querent.Generators.Binding;
using Querent.Generators.Binding.Prompts;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;

namespace Querent.Generators.Validation;

/// <summary>Checks that no query waits for itself.</summary>
internal static class DependencyCheck
{
    public static void Run(IReadOnlyList<(QueryUnit Unit, BoundPrompt Prompt)> queries, List<Problem> problems)
    {
        Dictionary<string, BoundPrompt> prompts = queries.ToDictionary(query => query.Unit.Name, query => query.Prompt, StringComparer.Ordinal);
        var reported = new HashSet<Site>();
        foreach ((QueryUnit unit, BoundPrompt prompt) in queries)
        {
            foreach (Dependency dependency in prompt.Dependencies)
            {
                // What stands in one place is wrong once, for however many cells.
                if (!reported.Contains(dependency.Site) && PathBetween(dependency.Unit, unit.Name, prompts) is { } path)
                {
                    reported.Add(dependency.Site);
                    problems.Add(new Problem(BindingRules.Cycle, dependency.Site, unit.Name, string.Join(" → ", path.Prepend(unit.Name))));
                }
            }
        }
    }

    /// <summary>The shortest way from a query along what it needs to another; null where there is none.</summary>
    private static List<string>? PathBetween(string from, string to, Dictionary<string, BoundPrompt> prompts)
    {
        var cameFrom = new Dictionary<string, string?>(StringComparer.Ordinal) { [from] = null };
        var open = new Queue<string>([from]);
        while (open.Count > 0)
        {
            string unit = open.Dequeue();
            if (unit == to)
            {
                var path = new List<string>();
                for (string? step = unit; step is not null; step = cameFrom[step])
                {
                    path.Insert(0, step);
                }

                return path;
            }

            foreach (Dependency next in prompts.TryGetValue(unit, out BoundPrompt? prompt) ? prompt.Dependencies : default)
            {
                if (!cameFrom.ContainsKey(next.Unit))
                {
                    cameFrom.Add(next.Unit, unit);
                    open.Enqueue(next.Unit);
                }
            }
        }

        return null;
    }
}
