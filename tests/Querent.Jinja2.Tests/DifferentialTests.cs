using System.Globalization;
using System.Text.Json.Nodes;

namespace Querent.Jinja2.Tests;

/// <summary>The same templates and values come to the same prompt here and in Jinja2, for which users know the language.</summary>
public class DifferentialTests(ITestOutputHelper output)
{
    private const int Templates = 240;
    private const int Inputs = 200;
    private const int LeastOfEach = 1000;

    [Fact]
    public async Task Random_templates_render_as_in_Jinja2_and_no_construct_is_left_out()
    {
        Assert.SkipWhen(Jinja2.Missing is not null, Jinja2.Missing ?? "");
        var random = new Random(20261124);
        var maker = new TemplateMaker(random);
        string[] templates = [.. Enumerable.Range(0, Templates).Select(_ => maker.Make())];
        JsonObject[] inputs = [.. Enumerable.Range(0, Inputs).Select(_ => Sample.Values(random))];
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;

        Task<IReadOnlyList<string[]>> reference = Jinja2.RenderAsync(templates, inputs, cancellationToken);
        IReadOnlyList<string[]> ours = await GeneratedRenderers.RenderAsync(templates, inputs, cancellationToken);
        IReadOnlyList<string[]> theirs = await reference;

        output.WriteLine($"{Templates} templates, {Inputs} inputs; renderings of each construct where it is surely reached:");
        foreach ((string construct, int count) in maker.Counts.OrderBy(construct => construct.Key, StringComparer.Ordinal))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{construct,-28} {count * Inputs,8:N0}"));
        }

        List<string> differences = [];
        for (int input = 0; input < Inputs; input++)
        {
            for (int template = 0; template < Templates; template++)
            {
                if (ours[input][template] != theirs[input][template])
                {
                    differences.Add($"{Shown(templates[template])}\n  ours   {Shown(ours[input][template])}\n  theirs {Shown(theirs[input][template])}\n  values {inputs[input].ToJsonString()}");
                }
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} of {Templates * Inputs} differ:\n{string.Join("\n", differences.OrderBy(difference => difference.Length).Take(10))}");
        Assert.Empty(maker.Counts.Where(construct => construct.Value * Inputs < LeastOfEach).Select(construct => $"{construct.Key}: {construct.Value * Inputs}"));
    }

    private static string Shown(string text) => JsonValue.Create(text).ToJsonString();
}
