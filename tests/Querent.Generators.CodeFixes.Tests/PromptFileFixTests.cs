using Querent.Generators.CodeFixes.Tests.Harness;

namespace Querent.Generators.CodeFixes.Tests;

public sealed class PromptFileFixTests
{
    private const string Row = """
        [QueryRow]
        public partial record Row
        {
            public string? Note { get; init; }
            [Query(File = "Prompts/ask.md")] public required string Answer { get; init; }
        }
        """;

    [Theory]
    [InlineData("QRN0201", "Change to 'Note'", "Heed:\r\n{{ Noet | json }}\r\n", "Heed:\r\n{{ Note | json }}\r\n")]
    [InlineData("QRN0204", "Add '| default(\"\")'", "\"{{ Note }}\"\n", "\"{{ Note | default(\"\") }}\"\n")]
    [InlineData("QRN0108", "Add '{% endif %}'", "Heed{% if Note %}: it\r\n", "Heed{% if Note %}: it{% endif %}\r\n")]
    public Task A_prompt_file_is_mended(string id, string title, string before, string after)
        => Mending.Expect(id, title, UserProject.Of([Row], ("Prompts/ask.md", before)), Row, after);

    [Fact]
    public Task An_included_file_is_mended() => Mending.Expect(
        "QRN0202",
        "Change to 'json'",
        UserProject.Of([Row], ("Prompts/ask.md", "{% include 'Prompts/note.md' %}"), ("Prompts/note.md", "{{ Note | jsn }}")),
        Row,
        "{% include 'Prompts/note.md' %}",
        "{{ Note | json }}");
}
