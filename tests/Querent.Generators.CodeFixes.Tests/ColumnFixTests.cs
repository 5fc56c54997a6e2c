using Querent.Generators.CodeFixes.Tests.Harness;

namespace Querent.Generators.CodeFixes.Tests;

public sealed class ColumnFixTests
{
    [Fact]
    public Task A_property_whose_columns_collide_is_given_a_name_of_its_own() => Mending.Expect(
        "QRN0401",
        "Name the column 'mark_2'",
        """
        public sealed record Mark(int Score, string Why);

        [QueryRow]
        public partial record Row
        {
            public int MarkScore { get; init; }
            public string MarkWhy { get; init; } = "";

            /// <summary>The mark.</summary>
            [Query("Mark it.")]
            public required Mark Mark { get; init; }
        }
        """,
        """
        public sealed record Mark(int Score, string Why);

        [QueryRow]
        public partial record Row
        {
            public int MarkScore { get; init; }
            public string MarkWhy { get; init; } = "";

            /// <summary>The mark.</summary>
            [JsonPropertyName("mark_2")]
            [Query("Mark it.")]
            public required Mark Mark { get; init; }
        }
        """);

    [Fact]
    public Task A_parameters_property_is_named() => Mending.Expect(
        "QRN0401",
        "Name the column 'id_3'",
        "[QueryRow] public partial record Row(int ID, int id_2, int Id, [Query(\"Hello\")] string Answer);",
        "[QueryRow] public partial record Row(int ID, int id_2, [property: JsonPropertyName(\"id_3\")] int Id, [Query(\"Hello\")] string Answer);");

    [Fact]
    public async Task A_name_that_its_file_does_not_use_is_written_in_full()
    {
        const string Before = "[QueryRow] public partial record Row(int ID, int Id, [Query(\"Hello\")] string Answer);";
        UserProject project = await UserProject.Of([Before]).WithoutAsync("global using System.Text.Json.Serialization;");

        await Mending.Expect(
            "QRN0401",
            "Name the column 'id_2'",
            project,
            Before.Replace("int Id", "[property: System.Text.Json.Serialization.JsonPropertyName(\"id_2\")] int Id", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_property_that_has_a_name_already_is_left_to_the_author()
    {
        const string Source = "[QueryRow] public partial record Row(int Id, [property: JsonPropertyName(\"id\")] int Number, [Query(\"Hello\")] string Answer);";

        Assert.Empty(await Mending.Offers("QRN0401", UserProject.Of([Source])));
    }
}
