using System.Text;
using Querent.Generators.Binding;
using Querent.Generators.Model;

namespace Querent.Generators.Emission;

/// <summary>Gives each helper method of the generated code a name after what it is for, and keeps the names apart.</summary>
internal sealed class HelperNames(TypeTable types)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byKey = new(StringComparer.Ordinal);
    private readonly HashSet<int> _describing = [];

    /// <summary>The name of the helper that does something with a type: <c>ReadTriage</c>.</summary>
    public string ForType(string verb, int type) => Get($"{verb}:{type}", () => verb + Describe(type));

    /// <summary>The name of the helper that does something for a query: <c>RenderTriage</c>.</summary>
    public string ForQuery(string verb, string query, string suffix = "") => Get($"{verb}:{query}:{suffix}", () => verb + query + suffix);

    /// <summary>The name of the helper that does something for a query or cell: <c>RenderMarksSmallClarity</c>.</summary>
    public string ForUnit(string verb, QueryUnit unit) => Get($"{verb}:{unit.Name}", () => verb + unit.Key);

    /// <summary>The name of the field that holds a value which is made once: <c>CodePattern</c>.</summary>
    public string ForValue(string suggested, string value) => Get($"value:{value}", () => suggested);

    /// <summary>Keeps a name for something else.</summary>
    public void Reserve(string name) => _taken.Add(name);

    private string Get(string key, Func<string> suggest)
    {
        if (!_byKey.TryGetValue(key, out string? name))
        {
            string suggested = suggest();
            name = suggested;
            for (int i = 2; !_taken.Add(name); i++)
            {
                name = suggested + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            _byKey.Add(key, name);
        }

        return name;
    }

    private string Describe(int type)
    {
        TypeShape shape = types.Types[type];
        if (!shape.Kind.HasElements() || !_describing.Add(type))
        {
            return Clean(shape.DisplayName);   // a list of itself ends here as well
        }

        string element = Describe(shape.Element.Id);
        _describing.Remove(type);
        return (shape.Kind == ValueKind.List ? "ListOf" : "MapOf") + element;
    }

    private static string Clean(string name)
    {
        var clean = new StringBuilder(name.Length);
        bool startsWord = true;
        foreach (char c in name)
        {
            if (char.IsLetterOrDigit(c) || c == '_')
            {
                clean.Append(startsWord ? char.ToUpperInvariant(c) : c);
            }

            startsWord = !char.IsLetterOrDigit(c);
        }

        return clean.ToString();
    }
}
