using Querent.Generators.Emission;
using Querent.Generators.Model;

namespace Querent.Generators.Binding.Constraints;

/// <summary>Tells a model of a member's constraints: by keywords of JSON schema where the profile has them, in words otherwise.</summary>
/// <param name="Words">What goes behind the description.</param>
/// <param name="Keywords">What goes into the schema, each behind a comma.</param>
internal sealed record ConstraintText(string Words, string Keywords)
{
    public static ConstraintText Of(MemberConstraints constraints, TypeShape type, SchemaProfile profile)
    {
        bool hasKeywords = profile == SchemaProfile.OpenAI;
        var words = new List<string>();
        string keywords = "";
        if (constraints.RefusesEmpty && constraints.Length is not { Minimum: > 0 })
        {
            words.Add("Not empty.");
        }

        foreach (FormShape form in constraints.Forms)
        {
            if (hasKeywords && keywords.Length == 0 && form.Format is { } format)
            {
                keywords = $",\"format\":\"{format}\"";
            }
            else
            {
                words.Add(form.Words);
            }
        }

        foreach (PatternShape pattern in constraints.Patterns)
        {
            if (hasKeywords && keywords.Length == 0 && SchemaPattern.Of(pattern.Pattern, takesEmpty: !constraints.RefusesEmpty) is { } translated)
            {
                keywords = $",\"pattern\":{TextEscaping.JsonString(translated)}";
            }
            else
            {
                words.Add($"Matches the regular expression {pattern.Pattern} as a whole.");
            }
        }

        if (constraints.Length is { } length)
        {
            bool isItems = type.Kind == ValueKind.List;
            keywords += hasKeywords && isItems ? length.Keywords(type.ListForm) : "";
            words.Add(hasKeywords && LengthBounds.HasKeywords(type.Kind, type.ListForm) ? "" : length.Words);
        }

        if (type.Kind != ValueKind.Enum && constraints.Denied.Count > 0)
        {
            words.Add($"Never {string.Join(" or ", constraints.Denied.Select(value => Json(value, type.Kind)))}.");
        }

        if (constraints.Range is { } range)
        {
            bool isTold = hasKeywords && range.Keywords.Length > 0;
            keywords += isTold ? range.Keywords : "";
            words.Add(isTold ? "" : range.Text);
        }

        return new ConstraintText(string.Join(" ", words.Where(word => word.Length > 0)), keywords);
    }

    /// <summary>The values that a schema lists, as JSON and as texts that count; null for none.</summary>
    public static IReadOnlyList<(string Json, string Text)>? EnumOf(MemberConstraints constraints, TypeShape type)
        => type.Kind == ValueKind.Enum
            ? constraints.Names(type)?.Select(name => (TextEscaping.JsonString(name), name)).ToList()
            : constraints.Allowed?.Select(value => (Json(value, type.Kind), value.Text)).ToList();

    private static string Json(ConstantShape value, ValueKind kind)
        => kind is ValueKind.String or ValueKind.Char ? TextEscaping.JsonString(value.Text) : value.Text;
}
