namespace Querent.Testing.Tests;

/// <summary>Where a cassette is looked for.</summary>
public sealed class PathTests : IDisposable
{
    private readonly CassetteFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_path_begins_at_the_tests_source()
    {
        string source = _folder["project/Tickets/TicketTests.cs"];
        Directory.CreateDirectory(Path.GetDirectoryName(source)!);

        Assert.Equal(_folder["project/Tickets/Cassettes/a.json"], CassettePath.Find("Cassettes/a.json", source, _folder["bin"]));
        Assert.Equal(_folder["project/a.json"], CassettePath.Find("../a.json", source, _folder["bin"]));
        Assert.Equal(_folder["a.json"], CassettePath.Find(_folder["a.json"], source, _folder["bin"]));
    }

    [Theory]
    [InlineData("Tickets/Cassettes/a.json")]
    [InlineData("Cassettes/a.json")]
    public void Where_the_sources_are_not_the_copy_beside_the_program_is_it(string copy)
    {
        string file = Path.Combine(_folder["bin"], copy);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "");

        Assert.Equal(file, CassettePath.Find("Cassettes/a.json", "/_/tests/Project/Tickets/TicketTests.cs", _folder["bin"]));
        Assert.Equal(file, CassettePath.Find("Cassettes/a.json", @"Q:\src\Project\Tickets\TicketTests.cs", _folder["bin"]));
    }

    [Fact]
    public void Where_there_is_no_copy_either_it_would_be_beside_the_program()
        => Assert.Equal(Path.Combine(_folder["bin"], "Cassettes", "a.json"), CassettePath.Find("Cassettes/a.json", "/_/tests/Project/TicketTests.cs", _folder["bin"]));
}
