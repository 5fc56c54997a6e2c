using Querent.Generators.Discovery;

namespace Querent.Generators.Binding.Prompts;

/// <summary>Gives the variables of one renderer their names.</summary>
internal sealed class LocalNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal) { "input", "writer" };
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);

    /// <summary>A name after another, in small letters and distinct from all that were given before.</summary>
    public string Take(string name)
    {
        string local = char.ToLowerInvariant(name[0]) + name.Substring(1);
        if (local.StartsWith("json", StringComparison.Ordinal) || local.StartsWith("present", StringComparison.Ordinal))
        {
            local = "the" + char.ToUpperInvariant(name[0]) + name.Substring(1);   // the emitter names its own variables so
        }

        string free = local;
        int next = _next.TryGetValue(local, out int known) ? known : 2;
        while (!_taken.Add(free))
        {
            free = local + next++.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        _next[local] = next;

        return Identifier.Escape(free);
    }
}
