using Querent.Answers.Suite.Documents;

namespace Querent.Answers.Suite.Mutations;

/// <summary>What is no JSON.</summary>
internal static class SyntaxMutations
{
    private static readonly string[] Wrong = ["NaN", "Infinity", "-Infinity", "01", "+1", ".5", "1.", "-", "1e", "'a'", "undefined", "True", "nul", "/**/1", "\"\n\"", "\"\\x\"", "\"\\u00g0\"", "\ufeff1"];
    private static readonly string[] Halves = ["\"\\ud83d\"", "\"\\ude00\"", "\"a\\ud83db\"", "\"\\ud83d\\u0041\"", "\"\\ude00\\ud83d\""];

    public static IEnumerable<Mutation> Of(Site site)
    {
        foreach (string wrong in Wrong)
        {
            yield return Mutation.OfSyntax(site, $"no JSON: {wrong}", new RawNode(wrong));
        }

        yield return Mutation.OfSyntax(site, "cut before a value", new CutNode());
        if (site.Node is ObjectNode made)
        {
            yield return new Mutation("cut in an object", "json", site.Path, () => made.Properties.Add((new NameNode("", "\"cut"), new CutNode())));
        }
        else if (site.Node is ArrayNode list)
        {
            yield return new Mutation("cut in a list", "json", site.Path, () => list.Items.Add(new CutNode()));
            if (list.Items.Count > 0)
            {
                yield return new Mutation("comma at the end of a list", "json", site.Path, () => list.Items.Add(new RawNode("")));
            }
        }
    }

    /// <summary>Where a string is asked for.</summary>
    public static IEnumerable<Mutation> OfText(Site site)
        => KindMutations.KindOf(site.Slot.Shape) != "string" ? []
            : Halves.Select(half => Mutation.Of(site, "half a surrogate pair", "json", new RawNode(half)));

    /// <summary>Around the whole answer.</summary>
    public static IEnumerable<Mutation> OfWhole(Site site)
    {
        string json = System.Text.Encoding.UTF8.GetString(NodeWriter.Write(site.Node));
        foreach (string whole in (string[])[$"{json}}}", $"{json}{json}", $"{json} null", $"{json},", $"\ufeff{json}", $"```json\n{json}\n```", $"Here it is: {json}", $"{json}\0", $"// Sure!\n{json}"])
        {
            yield return Mutation.OfSyntax(site, "something around it", new RawNode(whole));
        }
    }
}
