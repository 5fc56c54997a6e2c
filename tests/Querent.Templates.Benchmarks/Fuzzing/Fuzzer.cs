namespace Querent.Templates.Benchmarks.Fuzzing;

/// <summary>Tries random templates in batches, and cuts one that shows something wrong down to what it takes.</summary>
/// <param name="seed">What the random templates begin from.</param>
/// <param name="ofCells">Whether they are for the cells of a matrix.</param>
internal sealed class Fuzzer(int seed, bool ofCells = false)
{
    private const int Reported = 40;
    private const int MostTrials = 400;

    private readonly TemplateMutations _templates = new(new Random(seed), ofCells);
    private readonly FuzzTarget _target = new(ofCells);

    public int Valid { get; private set; }

    public int Wrong { get; private set; }

    /// <summary>Tries some templates.</summary>
    /// <returns>The smallest template that was found to show something wrong, and what; null for none.</returns>
    public (string Template, string Fault)? Run(int count)
    {
        var valid = new HashSet<string>(StringComparer.Ordinal);
        var wrong = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            string template = _templates.Next();
            if (_target.Try(template, out bool isValid) is not null)
            {
                return Minimise(template, candidate => _target.Try(candidate, out _));
            }

            (Valid, Wrong) = isValid ? (Valid + 1, Wrong) : (Valid, Wrong + 1);
            if (isValid && valid.Add(template))
            {
                _templates.Remember(template);
            }
            else if (!isValid && wrong.Count < Reported)
            {
                wrong.Add(template);
            }
        }

        return Find([.. valid], _target.Compile, isValid: true) ?? Find([.. wrong], _target.Report, isValid: false);
    }

    private (string, string)? Find(string[] templates, Func<IReadOnlyCollection<string>, string?> judge, bool isValid)
    {
        if (templates.Length == 0 || judge(templates) is not { } fault)
        {
            return null;
        }

        if (templates.Length == 1)
        {
            return Minimise(templates[0], candidate => _target.Try(candidate, out bool still) is null && still == isValid ? judge([candidate]) : null);
        }

        int half = templates.Length / 2;
        return Find(templates[..half], judge, isValid) ?? Find(templates[half..], judge, isValid) ?? (string.Join("\n", templates), fault);
    }

    // Leaves out ever smaller pieces while the fault stays.
    private static (string Template, string Fault) Minimise(string template, Func<string, string?> judge)
    {
        string fault = judge(template) ?? "It did not happen again.";
        int trials = 0;
        for (int size = Math.Max(1, template.Length / 2); size > 0; size /= 2)
        {
            for (int from = 0; from + size <= template.Length && trials < MostTrials; trials++)
            {
                string candidate = template.Remove(from, size);
                if (judge(candidate) is { } same)
                {
                    (template, fault) = (candidate, same);
                }
                else
                {
                    from += size;
                }
            }
        }

        return (template, fault);
    }
}
