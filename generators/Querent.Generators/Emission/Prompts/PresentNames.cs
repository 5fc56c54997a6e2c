using System.Globalization;
using Querent.Generators.Binding.Prompts;

namespace Querent.Generators.Emission.Prompts;

/// <summary>
/// Names the variables that hold a value which was asked for null. An expression may stand in a renderer twice, as a
/// condition and as what it is a condition for, and each time needs a name of its own.
/// </summary>
internal sealed class PresentNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Stack<string>> _names = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Begins another renderer.</summary>
    public void Clear() => _taken.Clear();

    public string NameOf(BoundLocal local)
        => _names.TryGetValue(local.Code, out Stack<string>? names) && names.Count > 0 ? names.Peek() : local.Code;

    /// <summary>The variable's name until <see cref="Leave"/>.</summary>
    public string Enter(BoundLocal local)
    {
        string name = _taken.Add(local.Code) ? local.Code : Fresh();
        if (!_names.TryGetValue(local.Code, out Stack<string>? names))
        {
            names = new Stack<string>();
            _names.Add(local.Code, names);
        }

        names.Push(name);
        return name;
    }

    /// <summary>A name that nothing else has.</summary>
    public string Fresh() => $"present{(++_count).ToString(CultureInfo.InvariantCulture)}";

    public void Leave(BoundLocal local) => _names[local.Code].Pop();
}
