using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Querent.Generators.Tests.Harness;

namespace Querent.Generators.Tests;

public sealed class DeclarationDiagnosticTests
{
    [Fact]
    public Task A_row_that_is_not_partial_is_refused() => Diagnosis.Expect(
        """
        [QueryRow]
        public record [|Row|] { [Query("Hello")] public required string Answer { get; init; } }
        """,
        ("QRN0001", "'Row' has to be 'partial': the generator adds its input, plan and prompts to it"));

    [Fact]
    public Task A_type_around_a_row_that_is_not_partial_is_refused() => Diagnosis.Expect(
        """
        public partial class Outer
        {
            public class [|Middle|]
            {
                [QueryRow]
                public partial record Row { [Query("Hello")] public required string Answer { get; init; } }
            }
        }
        """,
        ("QRN0002", "'Middle' has to be 'partial' because the row 'Row' is declared inside of it"));

    [Theory]
    [InlineData("partial record struct")]
    [InlineData("partial struct")]
    [InlineData("partial class")]
    public Task A_row_that_is_no_record_class_is_refused(string kind) => Diagnosis.Expect(
        $$"""
        [QueryRow]
        public {{kind}} [|Row|] { [Query("Hello")] public required string Answer { get; init; } }
        """,
        ("QRN0003", "'Row' has to be a 'partial record': a finished row is a value, and structs and plain classes cannot be one"));

    [Fact]
    public Task A_generic_row_and_a_row_in_a_generic_type_are_refused() => Diagnosis.Expect(
        """
        [QueryRow]
        public partial record [|Row|]<T> { [Query("Hello")] public required string Answer { get; init; } }

        public partial class Outer<T>
        {
            [QueryRow]
            public partial record [|Inner|] { [Query("Hello")] public required string Answer { get; init; } }
        }
        """,
        ("QRN0004", "'Row' cannot be a row because it, or a type around it, is generic; declare a row for each case"),
        ("QRN0004", "'Inner' cannot be a row because it, or a type around it, is generic; declare a row for each case"));

    [Fact]
    public Task An_abstract_row_is_refused() => Diagnosis.Expect(
        """
        [QueryRow]
        public abstract partial record [|Row|] { [Query("Hello")] public required string Answer { get; init; } }
        """,
        ("QRN0005", "'Row' cannot be a row because it is abstract; move [QueryRow] to the records that derive from it"));

    [Fact]
    public Task A_row_without_a_query_is_refused() => Diagnosis.Expect(
        """
        [QueryRow]
        public partial record [|Row|] { public required string Text { get; init; } }
        """,
        ("QRN0006", "'Row' asks nothing; mark at least one required property with [Query]"));

    [Fact]
    public Task A_query_that_is_not_required_is_refused() => Diagnosis.Expect(
        """
        [QueryRow]
        public partial record Row { [Query("Hello")] public string? [|Answer|] { get; init; } }
        """,
        ("QRN0007", "'Answer' has to be 'required': a row without this answer is no finished row"));

    [Fact]
    public Task Names_that_the_generator_needs_are_refused() => Diagnosis.Expect(
        """
        [QueryRow]
        public partial record Row
        {
            public sealed class [|Input|] { }
            public required string [|Prompts|] { get; init; }
            [Query("Hello")] public required string [|Render|] { get; init; }
        }
        """,
        ("QRN0008", "'Input' is the name of a member that the generator adds to 'Row'; rename yours"),
        ("QRN0008", "'Prompts' is the name of a member that the generator adds to 'Row'; rename yours"),
        ("QRN0008", "'Render' is the name of a member that the generator adds to 'Prompts'; rename yours"));

    [Fact]
    public Task An_authors_part_of_the_generated_input_is_welcome() => Diagnosis.Expect(
        """
        [QueryRow]
        public partial record Row
        {
            public required string Text { get; init; }
            [Query("{{ Text }}")] public required string Answer { get; init; }
            public sealed partial record Input { public bool IsLong => Text.Length > 100; }
        }
        """);

    [Fact]
    public async Task A_language_version_before_11_is_refused()
    {
        const string Source = """
            [QueryRow]
            public partial record Row([property: Query("Hello")] string Answer);
            """;
        Diagnostic diagnostic = Assert.Single(await Diagnosis.Of(LanguageVersion.CSharp10, Source));

        Assert.Equal("QRN0009", diagnostic.Id);
        Assert.Empty(await Diagnosis.Of(LanguageVersion.CSharp11, Source));
    }

    [Theory]
    [InlineData("DateTime", "is a struct")]
    [InlineData("IDisposable", "is an interface")]
    [InlineData("string[]", "is not a class")]
    [InlineData("Row", "is the row itself")]
    [InlineData("string", "has no properties of its own")]
    [InlineData("List<>", "is generic without its type arguments")]
    public async Task An_input_type_that_cannot_be_one_is_refused(string type, string reason)
    {
        Diagnostic diagnostic = Assert.Single(await Diagnosis.Of(LanguageVersion.Latest, $$"""
            [QueryRow(Input = typeof({{type}}))]
            public partial record Row { [Query("Hello")] public required string Answer { get; init; } }
            """));

        Assert.Equal("QRN0010", diagnostic.Id);
        Assert.Contains(reason, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(18, diagnostic.Location.SourceSpan.Start);
    }

    [Fact]
    public Task An_input_type_has_to_have_what_the_row_takes() => Diagnosis.Expect(
        """
        public class Ticket { public string? Text { get; set; } public string Number { get; set; } = ""; public int Size { get; set; } }

        [QueryRow(Input = typeof(Ticket))]
        public partial record Row
        {
            public required string [|Text|] { get; init; }
            public required int [|Number|] { get; init; }
            public required string [|Missing|] { get; init; }
            public required long Size { get; init; }
            public string Other { get; init; } = "mine";
            [Query("Hello")] public required string Answer { get; init; }
        }
        """,
        ("QRN0012", "'Text' cannot be taken from 'Ticket': its property is a 'string?' and a 'string' is needed"),
        ("QRN0012", "'Number' cannot be taken from 'Ticket': its property is a 'string' and a 'int' is needed"),
        ("QRN0011", "'Missing' has to come from the input, and 'Ticket' has no public property of that name; add one, or give this property a value of its own"));

    [Fact]
    public Task A_row_that_only_a_constructor_of_the_authors_can_make_is_refused() => Diagnosis.Expect(
        """
        [QueryRow]
        public partial record [|Row|]
        {
            public Row(int size) => Size = size;
            public int Size { get; }
            [Query("Hello")] public required string Answer { get; init; }
        }
        """,
        ("QRN0013", "'Row' cannot be made of its input and answers: it has no constructor without parameters, and its parameters are not positional"));

    [Fact]
    public Task A_file_local_row_is_refused() => Diagnosis.Expect(
        """
        [QueryRow]
        file partial record [|Row|] { [Query("Hello")] public required string Answer { get; init; } }
        """,
        ("QRN0014", "'Row' cannot be a row because it is a file-local type, which generated code cannot add to; remove 'file'"));

    [Fact]
    public Task A_token_limit_below_one_is_refused() => Diagnosis.Expect(
        """
        [QueryRow]
        public partial record Row { [Query("Hello", MaxOutputTokens = [|-1|])] public required string Answer { get; init; } }
        """,
        ("QRN0015", "MaxOutputTokens of 'Answer' is -1; give a number from 1 up, or leave it out"));

    [Fact]
    public Task A_query_that_cannot_be_set_is_refused() => Diagnosis.Expect(
        """
        [QueryRow]
        public partial record Row { [Query("Hello")] public string [|Answer|] => ""; }
        """,
        ("QRN0016", "'Answer' needs an accessible 'init' or 'set' so that its answer can be put in"));

    [Fact]
    public Task What_is_wrong_with_a_base_row_is_reported_once_and_keeps_the_derived_row_back() => Diagnosis.Expect(
        """
        [QueryRow]
        public partial record First { [Query("{{ [|Txt|] }}")] public required string Answer { get; init; } }

        [QueryRow]
        public partial record Second : First { [Query("Hello")] public required string Other { get; init; } }
        """,
        ("QRN0201", "'First' has no member 'Txt'"));

    [Fact]
    public void Of_a_row_with_an_error_nothing_is_generated_but_what_signatures_may_name()
    {
        GeneratorDriver driver = GeneratorRun.Driver(LanguageVersion.Latest);
        CSharpCompilation compilation = TestCompilation.Create(
            LanguageVersion.Latest,
            """
            [QueryRow] public partial record Row { public required string Text { get; init; } [Query("{{ X }}")] public required string Answer { get; init; } }
            public static class Rows { public static Row.Input Of(string text) => new() { Text = text }; }
            """);

        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation completed, out _, TestContext.Current.CancellationToken);

        string source = Assert.Single(GeneratorRun.ResultOf(driver).GeneratedSources).SourceText.ToString();
        Assert.DoesNotContain("IQueryRow", source, StringComparison.Ordinal);
        Assert.DoesNotContain("IRowInput", source, StringComparison.Ordinal);
        Assert.Empty(completed.GetDiagnostics(TestContext.Current.CancellationToken).Where(fault => fault.DefaultSeverity == DiagnosticSeverity.Error));
    }

    [Fact]
    public async Task A_pragma_suppresses_a_diagnostic_where_it_stands()
    {
        const string Row = """
            [QueryRow]
            public partial record Row
            {
            #pragma warning disable QRN0201
                [Query("{{ X }}")] public required string Quiet { get; init; }
            #pragma warning restore QRN0201
                [Query("{{ Y }}")] public required string Loud { get; init; }
            }
            """;
        Diagnostic diagnostic = Assert.Single(await Diagnosis.Of(LanguageVersion.Latest, Row));

        Assert.Contains("'Y'", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("System.Net.Mail.MailMessage", "MailMessage", "is a type of the system, which is not looked into")]
    [InlineData("Conversation", "Conversation", "is a collection, whose own properties are not looked into")]
    public async Task An_input_type_that_is_not_looked_into_is_refused_and_costs_no_other_row(string type, string name, string reason)
    {
        string source = $$"""
            public class Conversation : List<string> { public string Subject { get; set; } = ""; }

            [QueryRow(Input = [|typeof({{type}})|])]
            public partial record Row { public required string Subject { get; init; } [Query("x")] public required string Answer { get; init; } }

            [QueryRow]
            public partial record Other { [Query("x")] public required string Answer { get; init; } }
            """;

        await Diagnosis.Expect(source, ("QRN0010", $"'{name}' cannot be the input of 'Row' because it {reason}; name a class or a record"));
        Assert.Equal(["Other.g.cs"], GeneratorRun.Of(source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal)).HintNames);
    }

    [Theory]
    [InlineData("[QueryRow(Input = typeof(First.Input))]", "string", " ('First.Input')")]
    [InlineData("[QueryRow]", "First.Input", " ('First.Input')")]
    [InlineData("[QueryRow]", "List<First.Input?[]>", " ('First.Input')")]
    public Task A_row_that_the_generator_could_not_read_is_reported(string attribute, string type, string names) => Diagnosis.Expect(
        $$$"""
        [QueryRow]
        public partial record First { public required string Text { get; init; } [Query("{{ Text }}")] public required string Answer { get; init; } }

        {{{attribute}}}
        public partial record [|Second|] { public required {{{type}}} Text { get; init; } [Query("{{ Text | json }}")] public required string Answer { get; init; } }
        """,
        ("QRN0017", $"'Second' was not completed, because it uses a type that a generator makes{names}, and generators do not see each other's code; declare that type yourself"));

    [Fact]
    public Task A_property_with_a_value_of_its_own_has_to_fit_the_inputs_of_that_name() => Diagnosis.Expect(
        """
        public class Ticket { public string Text { get; set; } = ""; public string? Channel { get; set; } public int? Priority { get; set; } }

        [QueryRow(Input = typeof(Ticket))]
        public partial record Row
        {
            public required string Text { get; init; }
            public string [|Channel|] { get; init; } = "email";
            public int [|Priority|] { get; init; }
            [Query("Hello")] public required string Answer { get; init; }
        }
        """,
        ("QRN0012", "'Channel' cannot be taken from 'Ticket': its property is a 'string?' and a 'string' is needed"),
        ("QRN0012", "'Priority' cannot be taken from 'Ticket': its property is a 'int?' and a 'int' is needed"));

    [Theory]
    [InlineData("Input")]
    [InlineData("Prompts")]
    public Task A_row_cannot_have_the_name_of_a_member_that_it_gets(string name) => Diagnosis.Expect(
        $$"""
        [QueryRow]
        public partial record [|{{name}}|] { [Query("Hello")] public required string Answer { get; init; } }
        """,
        ("QRN0008", $"'{name}' is the name of a member that the generator adds to '{name}'; rename yours"));

    [Fact]
    public Task A_row_with_a_required_field_is_refused() => Diagnosis.Expect(
        """
        [QueryRow]
        public partial record [|Row|] { public required string Text; [Query("Hello")] public required string Answer { get; init; } }
        """,
        ("QRN0013", "'Row' cannot be made of its input and answers: its field 'Text' is required, and only properties are set; make it a property"));

    [Fact]
    public Task A_null_inside_of_an_inputs_property_has_to_fit_as_well() => Diagnosis.Expect(
        """
        public class Ticket
        {
            public List<string?> Tags { get; set; } = [];
            public List<string> Names { get; set; } = [];
            public string?[] Lines { get; set; } = [];
            public List<string> Words { get; set; } = [];
            [System.Diagnostics.CodeAnalysis.MaybeNull] public string Title { get; set; } = "";
        }

        [QueryRow(Input = typeof(Ticket))]
        public partial record Row
        {
            public required IReadOnlyList<string> [|Tags|] { get; init; }
            public required List<string?> [|Names|] { get; init; }
            public required IEnumerable<string> [|Lines|] { get; init; }
            public required IReadOnlyList<string?> Words { get; init; }
            public required string [|Title|] { get; init; }
            [Query("Hello")] public required string Answer { get; init; }
        }
        """,
        ("QRN0012", "'Tags' cannot be taken from 'Ticket': its property is a 'List<string?>' and a 'IReadOnlyList<string>' is needed"),
        ("QRN0012", "'Names' cannot be taken from 'Ticket': its property is a 'List<string>' and a 'List<string?>' is needed"),
        ("QRN0012", "'Lines' cannot be taken from 'Ticket': its property is a 'string?[]' and a 'IEnumerable<string>' is needed"),
        ("QRN0012", "'Title' cannot be taken from 'Ticket': its property is a 'string?' and a 'string' is needed"));
}
