namespace Querent.Packaging.Tests;

public class MistakeTests(Packages packages)
{
    // The rule, and the place in Consumers/Mistakes.cs that it is reported at: where the first bar stands.
    private static readonly (string Rule, string Place)[] Expected =
    [
        ("QRN0001", "record |NotPartial"),
        ("QRN0003", "struct |Struct"),
        ("QRN0006", "record |NoQuery"),
        ("QRN0007", "string |Reply { get; init; } = \"\""),
        ("QRN0101", "this: |{{ Text | xml }\""),
        ("QRN0201", "{{ |Txet"),
        ("QRN0301", "Dictionary<string, string> |Reply"),
        ("QRN0401", "Letter |Reply"),
    ];

    [Fact]
    public async Task Every_mistake_in_a_users_project_is_an_error_at_its_character_and_nothing_else_is_reported()
    {
        Consumer consumer = packages.WriteConsumer("Mistakes.cs", "Querent");

        CommandResult build = await consumer.BuildAsync(TestContext.Current.CancellationToken, "--tl:off");

        string[] reported =
        [
            .. build.Output
                .Where(line => line.Contains(": error ", StringComparison.Ordinal) || line.Contains(": warning ", StringComparison.Ordinal))
                .Select(line => Path.GetFileName(line.Split(": ")[0]) + ": " + line.Split(": ")[1])
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
        string source = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Consumers", "Mistakes.cs"), TestContext.Current.CancellationToken);
        Assert.NotEqual(0, build.ExitCode);
        Assert.Equal(Expected.Select(mistake => $"Mistakes.cs({PositionOf(source, mistake.Place)}): error {mistake.Rule}").Order(StringComparer.Ordinal), reported);
    }

    private static string PositionOf(string source, string place)
    {
        int bar = place.IndexOf('|', StringComparison.Ordinal);
        string[] before = source[..(source.IndexOf(place.Remove(bar, 1), StringComparison.Ordinal) + bar)].Split('\n');
        return $"{before.Length},{before[^1].Length + 1}";
    }
}
