namespace Querent.Architecture.Tests;

public class LayerTests
{
    [Fact]
    public void No_layer_of_the_run_time_refers_to_one_above_it()
    {
        BoundSource querent = BoundSource.OfProject("src/Querent");

        Expect.None(querent.Errors());
        Expect.None(LayerRules.Violations(querent));
    }

    [Theory]
    [InlineData("Report Last;", "Transport must know nothing of Queries, and refers to Report.")]
    [InlineData("object Last = new List<Report>();", "Transport must know nothing of Queries, and refers to Report.")]
    [InlineData("void Use() => Report.Count++;", "Transport must know nothing of Queries, and refers to Report.")]
    [InlineData("bool Is(object o) => o is Report { };", "Transport must know nothing of Queries, and refers to Report.")]
    [InlineData("int Use() => 1.Doubled();", "Transport must know nothing of Queries, and refers to Extensions.")]
    public void A_reference_upward_is_found_with_its_line(string member, string violation)
    {
        BoundSource source = BoundSource.Of(
            ("Queries/Report.cs", "class Report { public static int Count; } static class Extensions { public static int Doubled(this int i) => 2 * i; }"),
            ("Transport/Text.cs", $$"""
                class Text
                {
                    {{member}}
                }
                """));

        Assert.Empty(source.Errors());
        Assert.Contains($"Transport/Text.cs:3: {violation}", LayerRules.Violations(source));
    }

    [Fact]
    public void A_target_typed_new_is_a_reference()
    {
        BoundSource source = BoundSource.Of(
            ("Transport/Options.cs", "class Options;"),
            ("Queries/Ask.cs", "class Ask { public static void With(Options options) { } }"),
            ("Matrices/Plan.cs", "class Plan { void Use() => Ask.With(new()); }"));

        Assert.Contains(LayerRules.Violations(source), violation => violation.EndsWith("Matrices must know nothing of Transport, and refers to Options.", StringComparison.Ordinal));
    }

    [Fact]
    public void References_downward_and_in_doc_comments_are_fine()
    {
        BoundSource source = BoundSource.Of(
            ("Rows/Row.cs", "class Row { Wire Wire = new(); }"),
            ("Transport/Wire.cs", "/// <summary>See <see cref=\"Row\"/>.</summary>\nclass Wire;"));

        Assert.Empty(LayerRules.Violations(source));
    }

    [Theory]
    [InlineData("Helpers/Text.cs")]
    [InlineData("Text.cs")]
    public void A_file_outside_every_layer_is_found(string path)
        => Assert.StartsWith($"{path}:1: is in no layer.", Assert.Single(LayerRules.Violations(BoundSource.Of((path, "class Text;")))), StringComparison.Ordinal);
}
