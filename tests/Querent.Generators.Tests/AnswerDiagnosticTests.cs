using Querent.Generators.Tests.Harness;

namespace Querent.Generators.Tests;

public sealed class AnswerDiagnosticTests
{
    private const string Known = "is not among the types that answers are made of: records, enums, string, bool, numbers, dates, and lists of these";

    [Theory]
    [InlineData("object", "'object' " + Known)]
    [InlineData("Dictionary<string, int>", "a 'Dictionary<string, int>' has open keys, which strict schemas do not allow; use a list of records with a key and a value, or an enum as the type of the key")]
    [InlineData("System.Text.Json.JsonElement", "a 'JsonElement' may be anything, which no strict schema can say; name a type of what it holds, or ask for a string")]
    [InlineData("Action", "'Action' " + Known)]
    [InlineData("System.Collections.Frozen.FrozenSet<string>", "a 'FrozenSet<string>' cannot be made; use List<T>, IReadOnlyList<T>, HashSet<T>, an array or ImmutableArray<T>")]
    [InlineData("System.Collections.Frozen.FrozenDictionary<DayOfWeek, int>", "a 'FrozenDictionary<DayOfWeek, int>' cannot be made; use Dictionary<TEnum, T> or IReadOnlyDictionary<TEnum, T>")]
    [InlineData("Bag", "'Bag' " + Known)]
    [InlineData("IThing", "'IThing' cannot be made, because it is an interface")]
    [InlineData("Base", "'Base' cannot be made, because it is abstract")]
    [InlineData("Closed", "'Closed' cannot be made, because it has no public constructor")]
    [InlineData("Several", "'Several' cannot be made, because it has several public constructors")]
    [InlineData("Orphan", "'Orphan' cannot be made, because its parameter 'length' has no property of that name and type in the JSON")]
    [InlineData("Hidden", "'Hidden' cannot be made, because its property 'Text' is required and ignored at once")]
    [InlineData("Fielded", "'Fielded' cannot be made, because its field 'Why' is required, and only properties are set; make it a property")]
    [InlineData("Lossy", "'Lossy' cannot be made, because its parameter 'name' has no property of that name and type in the JSON")]
    [InlineData("Empty", "'Empty' has no property that could be set")]
    [InlineData("Converted", "'Converted' cannot be made, because its JSON is up to a JsonConverter; let the model answer a record of what the JSON holds, and convert that in a property of your own")]
    [InlineData("Nothing", "the enum 'Nothing' has no members")]
    public Task A_type_that_no_answer_can_be_is_refused(string type, string reason) => Diagnosis.Expect(
        $$"""
        public interface IThing { string Text { get; set; } }
        public abstract record Base(string Text);
        public sealed class Bag : List<Bag> { }
        public sealed class Closed { private Closed() { } public string Text { get; set; } = ""; }
        public sealed class Several { public Several(int a) { } public Several(string b) { } public string Text { get; set; } = ""; }
        public sealed class Orphan(int length) { public string Text { get; set; } = new('a', length); }
        public sealed class Hidden { [JsonIgnore] public required string Text { get; set; } public int Size { get; set; } }
        public sealed class Fielded { public required string Why; public int Size { get; set; } }
        public sealed class Lossy(string name) { public string? Name { get; } = name; public int Size { get; set; } }
        public sealed class Empty { public string Text => ""; }
        [JsonConverter(typeof(JsonConverter<Converted>))] public sealed record Converted(string Text);
        public enum Nothing { }

        [QueryRow]
        public partial record Row { [Query("Hello")] public required {{type}} [|Answer|] { get; init; } }
        """,
        ("QRN0301", $"'Answer' cannot be read from an answer: {reason}"));

    [Fact]
    public Task A_member_deep_inside_is_named_by_its_path_and_marked_where_it_is() => Diagnosis.Expect(
        """
        public sealed record Point(string Text, object? [|Extra|]);
        public sealed record Report(IReadOnlyList<Point> Points, [property: JsonConverter(typeof(JsonConverter<string>))] string [|Odd|]);

        [QueryRow]
        public partial record Row { [Query("Hello")] public required Report Answer { get; init; } }
        """,
        ("QRN0301", $"'Answer.Points[].Extra' cannot be read from an answer: 'object' {Known}"),
        ("QRN0301", "'Answer.Odd' cannot be read from an answer: its JSON is up to a JsonConverter; remove the converter, or let the model answer a record of what the JSON holds, and convert that in a property of your own"));

    [Fact]
    public Task A_type_that_holds_itself_without_an_end_is_refused() => Diagnosis.Expect(
        """
        public sealed record Node(string Text, Other Other);
        public sealed record Other(Node [|Back|]);

        [QueryRow]
        public partial record Row { [Query("Hello")] public required Node Answer { get; init; } }
        """,
        ("QRN0301", "'Answer.Other.Back' cannot be read from an answer: 'Node' holds itself without an end; let it be null, or a list"));

    [Fact]
    public Task More_properties_than_the_reader_has_bits_are_refused() => Diagnosis.Expect(
        $$"""
        public sealed record Wide({{string.Join(", ", Enumerable.Range(1, 65).Select(i => $"int P{i}"))}});

        [QueryRow]
        public partial record Row { [Query("Hello")] public required Wide [|Answer|] { get; init; } }
        """,
        ("QRN0303", "'Answer' has 65 properties, more than the 64 that an answer's object may have; nest some of them"));

    [Fact]
    public async Task A_schema_that_grows_beyond_all_limits_is_refused_before_it_does()
    {
        string types = string.Concat(Enumerable.Range(0, 40).Select(i => $"public sealed record T{i}(T{i + 1} A, T{i + 1} B, T{i + 1} C);\n"));
        IReadOnlyList<Microsoft.CodeAnalysis.Diagnostic> reported = await Diagnosis.Of(Microsoft.CodeAnalysis.CSharp.LanguageVersion.Latest, types + """
            public sealed record T40(int X);
            [QueryRow]
            public partial record Row { [Query("Hello")] public required T0 Answer { get; init; } }
            """);

        Assert.Contains("more than 5 levels", Assert.Single(reported).GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public Task Two_names_that_are_one_in_JSON_are_refused() => Diagnosis.Expect(
        """
        public enum Level { Low, [JsonStringEnumMemberName("Low")] Lower }
        public sealed record Mark(int Score, [property: JsonPropertyName("score")] int Points);

        [QueryRow]
        public partial record Row
        {
            [Query("Hello")] public required Mark [|Mark|] { get; init; }
            [Query("Hello")] public required Level [|Level|] { get; init; }
        }
        """,
        ("QRN0304", "'Score' and 'Points' are both 'score' in JSON; rename one or give it a name of its own"),
        ("QRN0304", "'Level.Low' and 'Level.Lower' are both 'Low' in JSON; rename one or give it a name of its own"));

    [Fact]
    public Task Two_columns_of_one_name_are_refused() => Diagnosis.Expect(
        """
        public sealed record Mark(int Score);

        [QueryRow]
        public partial record Row
        {
            public required int MarkScore { get; init; }
            [Query("Hello")] public required Mark [|Mark|] { get; init; }
            [Query("Hello")] public required string mark_score { get; init; }
        }
        """.Replace("string mark_score", "string [|mark_score|]", StringComparison.Ordinal),
        ("QRN0401", "'MarkScore' and 'Mark.Score' both make the column 'mark_score'; rename one of them"),
        ("QRN0401", "'MarkScore' and 'mark_score' both make the column 'mark_score'; rename one of them"));

    [Fact]
    public Task A_property_that_is_ignored_on_purpose_is_not_told_of() => Diagnosis.Expect(
        """
        [QueryRow]
        public partial record Row
        {
            [JsonIgnore] public required System.IO.Stream Scan { get; init; }
            public required System.IO.Stream [|Other|] { get; init; }
            [Query("Hello")] public required string Answer { get; init; }
        }
        """,
        ("QRN0402", "'Other' is a 'Stream', which has no JSON form, so that it is left out of the columns; [JsonIgnore] says that this is meant"));

    [Fact]
    public async Task An_entitys_way_back_to_itself_has_no_column()
    {
        const string Source = """
            public class Blog { public string Name { get; set; } = ""; public List<Post> Posts { get; set; } = []; }
            public class Post { public string Text { get; set; } = ""; public int Size { get; set; } public Blog Blog { get; set; } = null!; }

            [QueryRow(Input = [|typeof(Post)|])]
            public partial record Row { public required string Text { get; init; } [Query("Hello")] public required string Answer { get; init; } }
            """;

        await Diagnosis.Expect(Source, ("QRN0402", "'Blog' is a 'Blog', which leads back to the input, so that it is left out of the columns; [JsonIgnore] says that this is meant"));
        string code = GeneratorRun.Of(Source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal)).Source;
        Assert.Contains("input.Size", code, StringComparison.Ordinal);
        Assert.DoesNotContain("Blog", code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("L10", "", "")]
    [InlineData("L11", "'Answer.N.N.N.N.N.N.N.N.N.N' ", "its schema would have more than 10 levels of objects and lists, the most that OpenAI takes; flatten it")]
    [InlineData("Five", "", "")]
    [InlineData("Six", "'Answer.C' ", "its schema would have more than 5000 properties in all, the most that OpenAI takes; split the query")]
    [InlineData("Wordy", "'Answer.D' ", "its schema would have more than 120000 characters of names and enum values in all, the most that providers take; shorten them, or split the query")]
    public async Task A_schema_beyond_what_OpenAI_takes_is_refused(string type, string name, string reason)
    {
        string levels = string.Concat(Enumerable.Range(2, 10).Select(i => $"public record L{i}(L{i - 1} N);"));
        string parts = string.Concat(Enumerable.Range(0, 100).Select(i => $"public record W{i}({string.Join(", ", Enumerable.Range(0, 50).Select(p => $"int P{p}"))});"));
        string source = $$"""
            public record L1(int N);{{levels}}{{parts}}
            public record Five({{string.Join(", ", Enumerable.Range(0, 49).Select(i => $"W{i} A{i}"))}});
            public record Six(Five A, Forty B, int C);
            public record Forty({{string.Join(", ", Enumerable.Range(49, 49).Select(i => $"W{i} A{i}"))}});
            public enum A { {{Values('a')}} } public enum B { {{Values('b')}} } public enum C { {{Values('c')}} } public enum D { {{Values('d')}} }
            public record Wordy(A A, B B, C C, D D);

            [QueryRow(SchemaProfile = AnswerSchemaProfile.OpenAI)]
            public partial record Row { [Query("Hello")] public required {{type}} Answer { get; init; } }
            """;
        IEnumerable<string> messages = (await Diagnosis.Of(Microsoft.CodeAnalysis.CSharp.LanguageVersion.Latest, source))
            .Where(diagnostic => diagnostic.Id == "QRN0301")
            .Select(diagnostic => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(reason.Length == 0 ? [] : [$"{name}cannot be read from an answer: {reason}"], messages);

        static string Values(char letter) => string.Join(", ", Enumerable.Range(100, 200).Select(i => new string(letter, 150) + i));
    }

    [Theory]
    [InlineData("L4", "", "")]
    [InlineData("L5", "'Answer.Next.Next.Next.Next.Next' ", "its schema would have more than 5 levels of objects and lists, the most that Azure OpenAI takes; flatten it")]
    [InlineData("List<L2>", "", "")]
    [InlineData("List<L4>", "'Answer[].Next.Next.Next' ", "its schema would have more than 5 levels of objects and lists, the most that Azure OpenAI takes; flatten it")]
    [InlineData("P", "", "")]
    [InlineData("P2", "'Answer.B.P48' ", "its schema would have more than 100 properties in all, the most that Azure OpenAI takes; split the query")]
    [InlineData("E", "", "")]
    [InlineData("E2", "'Answer.B' ", "its schema would have more than 1000 enum values in all, the most that providers take; make one of the enums a string")]
    [InlineData("Twice", "", "")]
    [InlineData("Wordy", "'Answer' ", "the names of the enum 'Wordy' have more than 15000 characters, the most that providers take for an enum of more than 250 values; shorten them")]
    public async Task A_schema_beyond_what_providers_take_is_refused(string type, string name, string reason)
    {
        string source = $$"""
            public record L5(L4 Next); public record L4(L3 Next); public record L3(L2 Next); public record L2(L1 Next); public record L1(List<int> Next);
            public record P({{string.Join(", ", Enumerable.Range(0, 50).Select(i => $"int P{i}"))}}); public record P2(P A, Q B); public record Q({{string.Join(", ", Enumerable.Range(0, 50).Select(i => $"int P{i}"))}});
            public enum E { {{string.Join(", ", Enumerable.Range(0, 600).Select(i => $"E{i}"))}} } public record E2(E A, F B); public enum F { {{string.Join(", ", Enumerable.Range(0, 600).Select(i => $"E{i}"))}} }
            public record Twice(P A, P B);
            public enum Wordy { {{string.Join(", ", Enumerable.Range(1000, 251).Select(i => new string('w', 56) + i))}} }

            [QueryRow]
            public partial record Row { [Query("Hello")] public required {{type}} Answer { get; init; } }
            """;
        IEnumerable<string> messages = (await Diagnosis.Of(Microsoft.CodeAnalysis.CSharp.LanguageVersion.Latest, source))
            .Where(diagnostic => diagnostic.Id == "QRN0301")
            .Select(diagnostic => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(reason.Length == 0 ? [] : [$"{name}cannot be read from an answer: {reason}"], messages);
    }
}
