using Querent.Generators.Tests.Harness;

namespace Querent.Generators.Tests.RowKeys;

/// <summary>What is emitted for the key of a row.</summary>
public sealed class RowKeySnapshotTests
{
    [Fact]
    public void A_key_of_several_parts_is_escaped_and_joined() => Snapshot.Match(GeneratorRun.Of("""
        namespace Acme;

        public enum Channel { Mail, [JsonStringEnumMemberName("phone-call")] Phone }

        public record Case([RowKey] string Tenant);

        [QueryRow]
        public partial record Ticket(string Tenant) : Case(Tenant)
        {
            [RowKey] public required Channel @event { get; init; }
            [RowKey] public required Uri input { get; init; }
            [RowKey] public required decimal Number { get; init; }
            [RowKey] public DateTime Sent { get; init; }
            [RowKey] public bool IsCopy { get; init; }
            [Query("{{ input }}")] public required string Reply { get; init; }
        }
        """).Source);

    [Fact]
    public void A_key_of_one_part_is_taken_from_the_authors_input_as_the_row_has_it() => Snapshot.Match(GeneratorRun.Of("""
        namespace Acme;

        public sealed class Ticket
        {
            public int Number { get; set; }
            public string Text { get; set; } = "";
        }

        [QueryRow(Input = typeof(Ticket))]
        public partial record Handled
        {
            [RowKey] public required long Number { get; init; }
            [Query("{{ Text }}")] public required string Reply { get; init; }
        }
        """).Source);

    [Fact]
    public void A_key_of_values_needs_no_look_for_null_and_no_escape()
    {
        string source = GeneratorRun.Of("""
            [QueryRow]
            public partial record Row([RowKey] Guid Id, [RowKey] int Page, [Query("{{ Page }}")] string Answer);
            """).Source;

        Assert.Contains(
            """
                        => input.Id.ToString()
                            + "|" + input.Page.ToString(global::System.Globalization.CultureInfo.InvariantCulture);
            """,
            source,
            StringComparison.Ordinal);
        Assert.DoesNotContain("KeyPart", source, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_without_nullable_annotations_may_have_a_key()
        => Assert.Contains("=> input.Id;", GeneratorRun.Of("""
            #nullable disable
            [QueryRow]
            public partial record Row { [RowKey] public string Id { get; init; } [Query("Hello")] public required string Answer { get; init; } }
            """).Source, StringComparison.Ordinal);
}
