using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using Querent.Answers.Suite.Documents;
using Querent.Answers.Suite.Mutations;
using Querent.Answers.Suite.Shapes;

namespace Querent.Answers.Tests.Schemas;

/// <summary>An answer that the schema and the reader judge differently.</summary>
/// <param name="Answer">What was asked for.</param>
/// <param name="Json">The answer.</param>
/// <param name="IsWide">Whether the schema is in OpenAI's profile, where formats and ranges are keywords.</param>
/// <param name="BySchema">What the schema says; null where NJsonSchema cannot tell.</param>
/// <param name="Refusal">What the reader says; null where it takes the answer.</param>
internal sealed record Disagreement(AnswerUnderTest Answer, byte[] Json, bool IsWide, bool? BySchema, AnswerException? Refusal)
{
    /// <summary>Whether the schema allows what the reader refuses by this rule.</summary>
    public bool IsRefusedAlone(string rule) => BySchema == true && Refusal?.Rule == rule;

    /// <summary>Whether the schema refuses what the reader takes.</summary>
    public bool IsTakenAlone => BySchema == false && Refusal is null;

    /// <summary>Whether the reader wanted one of these.</summary>
    public bool Expected(params string[] what) => what.Any(words => Refusal?.Message.StartsWith($"Expected {words}", StringComparison.Ordinal) == true);

    /// <summary>What stands where the reader refused something; null where it took all.</summary>
    public Slot? RefusedSlot => Sites().FirstOrDefault(site => site.Path == Refusal?.Path)?.Slot;

    /// <summary>Whether a number stands so near to a bound of its range that 15 digits do not tell them apart.</summary>
    public bool HasNumberBesideBound => Sites().Any(site => site.Node is RawNode { Json: not "null" } number
        && site.Slot.Constraints.OfType<RangeAttribute>().FirstOrDefault() is { } range
        && double.TryParse(number.Json, CultureInfo.InvariantCulture, out double value)
        && ((object[])[range.Minimum, range.Maximum]).Select(bound => Convert.ToDouble(bound, CultureInfo.InvariantCulture)).Any(bound => value != bound && Math.Abs(value - bound) <= 1e-15 * Math.Max(1, Math.Abs(bound))));

    /// <summary>The answer, every text of which a constraint of a type asks something changed.</summary>
    public byte[] With<TConstraint>(string text)
    {
        Node document = NodeReader.Read(Encoding.UTF8.GetString(Json));
        foreach (Site site in Site.AllOf(Answer.Root, document, other => document = other))
        {
            if (site.Node is TextNode && site.Slot.Constraints.OfType<TConstraint>().Any())
            {
                site.Replace(new TextNode(text));
            }
        }

        return NodeWriter.Write(document);
    }

    private List<Site> Sites()
    {
        Node document = NodeReader.Read(Encoding.UTF8.GetString(Json));
        return Site.AllOf(Answer.Root, document, other => document = other);
    }
}
