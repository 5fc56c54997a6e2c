using Querent.Generators.Data;

namespace Querent.Generators.Tests.Data;

public sealed class CsvReaderTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "1|2")]
    [InlineData("a,b\r\n1,2", "1|2")]
    [InlineData("a,b\r1,2\r", "1|2")]
    [InlineData("\uFEFFa,b\n\n1,\n", "1|")]
    [InlineData("a,b\n\"1\",\"x, \"\"y\"\"\"\n", "1|x, \"y\"")]
    [InlineData("a,b\n\"1\r\n2\",\"\"\n", "1\r\n2|")]
    [InlineData("a,b\n 1 ,é\n", " 1 |é")]
    public void Fields_are_read(string text, string expected)
    {
        CsvTable table = Read(text);

        Assert.Equal(["a", "b"], table.Columns.Select(column => column.Value));
        Assert.Equal([expected], table.Lines.Select(line => string.Join('|', line.Fields.Select(field => field.Value))));
    }

    [Fact]
    public void Fields_have_their_places()
    {
        const string Text = "a,b\n\"x\"\"y\",2\n";
        CsvLine line = Assert.Single(Read(Text).Lines);

        Assert.Equal("\"x\"\"y\"", Text.Substring(line.Fields[0].Span.Start, line.Fields[0].Span.Length));
        Assert.Equal("2", Text.Substring(line.Fields[1].Span.Start, line.Fields[1].Span.Length));
    }

    [Theory]
    [InlineData("a,b\n[|1,2,3|]\n4,5\n", "this line has 3 fields, and the first has 2 fields")]
    [InlineData("a,b\n[|1|]\n", "this line has 1 field, and the first has 2 fields")]
    [InlineData("a,b\n1,[|\"2|]\n3,4\n", "this field has no closing quote")]
    [InlineData("a,b\n1,2[|\"|]3\"\n", "a quote stands in quotes only; put the field into quotes and double those in it")]
    [InlineData("a,b\n\"1\"[| x|],2\n", "a field ends with its closing quote; double the quotes in it")]
    public void What_is_no_CSV_is_refused_at_its_place(string markup, string message)
    {
        int start = markup.IndexOf("[|", StringComparison.Ordinal);
        int end = markup.IndexOf("|]", StringComparison.Ordinal) - 2;
        var errors = new List<DataError>();

        CsvReader.Read(markup.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal), errors);

        Assert.Equal(new DataError(message, DataSpan.FromBounds(start, end)), errors[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n")]
    public void Nothing_is_no_table(string text) => Assert.Null(CsvReader.Read(text, []));

    private static CsvTable Read(string text)
    {
        var errors = new List<DataError>();
        CsvTable? table = CsvReader.Read(text, errors);
        Assert.Empty(errors);
        return table!;
    }
}
