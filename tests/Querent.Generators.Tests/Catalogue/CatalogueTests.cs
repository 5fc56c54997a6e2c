namespace Querent.Generators.Tests.Catalogue;

/// <summary>Wrong programs and what is said of them, and right ones of which nothing is said.</summary>
public sealed class CatalogueTests(CatalogueRun run) : IClassFixture<CatalogueRun>
{
    private const int LeastOfEach = 120;

    public static TheoryData<string, string> Wrong() => Names(wrong: true);

    public static TheoryData<string, string> Right() => Names(wrong: false);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_program_is_told_what_is_wrong_under_its_own_characters(string family, string name)
    {
        CatalogueCase wrong = Find(family, name);

        Assert.Equal(Markup.Cut(wrong.Text).Concat(wrong.Files.SelectMany(file => Markup.Cut(file.Text))).Count(piece => piece.IsMarked), wrong.Expected.Count);
        Assert.Equal(string.Join("\n", run.Expected(wrong)), string.Join("\n", run.Reported(wrong)));
    }

    [Theory]
    [MemberData(nameof(Right))]
    public void A_right_program_is_told_nothing_and_compiles(string family, string name)
    {
        Assert.Empty(run.Reported(Find(family, name)));
        Assert.Empty(run.Faults(Find(family, name)));
    }

    [Fact]
    public void The_catalogue_has_every_rule_twice_and_enough_programs_of_either_kind()
    {
        ILookup<string, string> uses = run.Cases.SelectMany(of => of.Expected.Select(rule => rule.Split(' ')[0]).Distinct().Select(id => (id, of.Name))).ToLookup(use => use.id, use => use.Name);

        Assert.All(new QueryRowAnalyzer().SupportedDiagnostics, rule => Assert.True(uses[rule.Id].Count() >= 2, $"{rule.Id} occurs {uses[rule.Id].Count()} times."));
        Assert.True(run.Cases.Count(of => of.Expected.Count > 0) >= LeastOfEach);
        Assert.True(run.Cases.Count(of => of.Expected.Count == 0) >= LeastOfEach);
        Assert.Distinct(run.Cases.Select(of => (of.Family, of.Name)));
    }

    private static TheoryData<string, string> Names(bool wrong)
    {
        var names = new TheoryData<string, string>();
        foreach (CatalogueCase of in CatalogueCase.ReadAll().Where(of => of.Expected.Count > 0 == wrong))
        {
            names.Add(of.Family, of.Name);
        }

        return names;
    }

    private CatalogueCase Find(string family, string name) => run.Cases.Single(of => of.Family == family && of.Name == name);
}
