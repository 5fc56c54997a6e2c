namespace Querent.Architecture.Tests;

/// <summary>An assertion whose message is the whole list of what is wrong.</summary>
internal static class Expect
{
    /// <summary>Fails with every violation on a line of its own.</summary>
    public static void None(IEnumerable<string> violations)
    {
        string[] found = [.. violations.Distinct()];
        Assert.True(found.Length == 0, $"{found.Length} found:{Environment.NewLine}{string.Join(Environment.NewLine, found)}");
    }
}
