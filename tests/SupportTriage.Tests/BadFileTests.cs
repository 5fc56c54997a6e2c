namespace SupportTriage.Tests;

public sealed class BadFileTests
{
    [Theory]
    [InlineData("message,category\nHello,x\n", "has no column 'text' (its columns: 'message', 'category')")]
    [InlineData("\n", "has no column 'text'")]
    public async Task A_file_that_cannot_be_used_is_refused_before_anything_is_asked(string content, string expected)
    {
        using var sample = new Sample();

        await sample.IsRefusedAsync(expected, "--input", sample.Write("tickets.csv", content));
        Assert.False(File.Exists(sample.OutputFile));
    }

    [Theory]
    [InlineData("text,category\nfine,x\n\"a,x\nb,y\n", "line 3: A quoted field at the end of the input ends without a closing quote")]
    [InlineData("text,category\n\"fi\nne\",x\n\"a\"b,y\nc,d\n", "line 4: A delimiter, newline or EOF was expected after a closing quote")]
    [InlineData("text\nfine\nHello, world\n", "line 3: 2 field(s) where the header has 1")]
    [InlineData("text,category\nfine,x\n\nalone\n", "line 4: 1 field(s) where the header has 2")]
    public async Task A_malformed_line_is_named_and_the_rows_before_it_are_kept(string content, string expected)
    {
        using var sample = new Sample();

        await sample.IsRefusedAsync(expected, "--input", sample.Write("tickets.csv", content), "--latency", "0");
        Assert.Single(sample.Lines);
    }
}
