using Querent.Generators.CodeFixes.Tests.Harness;

namespace Querent.Generators.CodeFixes.Tests;

public sealed class TemplateFixTests
{
    private static string Row(string template, string more = "") => $$"""
        public enum Urgency { Low, Normal, High }
        public static class Shout { public static string Loudly(string text) => text.ToUpperInvariant(); }

        public record Person(string Name);

        [QueryRow(Filters = [typeof(Shout)])]
        public partial record Row
        {
            public required string Title { get; init; }
            public string? Note { get; init; }
            public int? Count { get; init; }
            public Urgency Urgency { get; init; }
            public List<string> Points { get; init; } = [];
            public List<Person> Readers { get; init; } = [];
            public required Person Writer { get; init; }
            [Query("{{template}}")] public required string Answer { get; init; }
            {{more}}
        }
        """;

    private static Task Expect(string id, string title, string before, string after) => Mending.Expect(id, title, Row(before), Row(after));

    [Theory]
    [InlineData("QRN0201", "Title", "{{ Tilte }}", "{{ Title }}")]
    [InlineData("QRN0201", "Name", "{{ Writer.Nmae }}", "{{ Writer.Name }}")]
    [InlineData("QRN0201", "point", "{% for point in Points %}{{ pont }}{% endfor %}", "{% for point in Points %}{{ point }}{% endfor %}")]
    [InlineData("QRN0201", "index", "{% for point in Points %}{{ loop.indx }}{% endfor %}", "{% for point in Points %}{{ loop.index }}{% endfor %}")]
    [InlineData("QRN0201", "Name", "{{ Readers | join(', ', attribute='Nmae') }}", "{{ Readers | join(', ', attribute='Name') }}")]
    [InlineData("QRN0202", "upper", "{{ Title | uper }}", "{{ Title | upper }}")]
    [InlineData("QRN0202", "loudly", "{{ Title | loudy }}", "{{ Title | loudly }}")]
    [InlineData("QRN0202", "json", "{{ Points | tojson }}", "{{ Points | json }}")]
    [InlineData("QRN0109", "include", "Hello {% inlcude 'x' %}", "")]
    [InlineData("QRN0109", "elif", "{% if Note %}a{% elfi Count %}b{% endif %}", "{% if Note %}a{% elif Count %}b{% endif %}")]
    [InlineData("QRN0209", "High", "{% if Urgency == 'Hihg' %}!{% endif %}Hello", "{% if Urgency == 'High' %}!{% endif %}Hello")]
    [InlineData("QRN0209", "High", "{% if Urgency == \\\"Hihg\\\" %}!{% endif %}Hello", "{% if Urgency == \\\"High\\\" %}!{% endif %}Hello")]
    [InlineData("QRN0214", "none", "{% if Note is nome %}!{% endif %}Hello", "{% if Note is none %}!{% endif %}Hello")]
    public async Task A_misspelled_name_becomes_the_nearest_one(string id, string name, string before, string after)
    {
        if (after.Length == 0)
        {
            Assert.Contains($"Change to '{name}'", await Mending.Offers(id, UserProject.Of([Row(before)])));
            return;
        }

        await Expect(id, $"Change to '{name}'", before, after);
    }

    [Theory]
    [InlineData("{{ Note }}", "{{ Note | default(\\\"\\\") }}")]
    [InlineData("{{ Count }}", "{{ Count | default(\\\"\\\") }}")]
    [InlineData("{{ Note | upper }}", "{{ Note | default(\\\"\\\") | upper }}")]
    [InlineData("{{ Note | xml }}", "{{ Note | default(\\\"\\\") | xml }}")]
    [InlineData("{{ Note | loudly }}", "{{ Note | default(\\\"\\\") | loudly }}")]
    [InlineData("{{ Points[0] }}", "{{ Points[0] | default(\\\"\\\") }}")]
    [InlineData("{{ Title ~ Note }}", "{{ Title ~ Note | default(\\\"\\\") }}")]
    public Task A_value_that_may_be_null_gets_a_default(string before, string after) => Expect("QRN0204", "Add '| default(\"\")'", before, after);

    [Theory]
    [InlineData("{{ Title", "Add '}}'", "{{ Title }}")]
    [InlineData("{{ Title and {{ Title }}", null, null)]
    [InlineData("{{ Title\\n{{ Title }}", "Add '}}'", "{{ Title }}\\n{{ Title }}")]
    [InlineData("{{ Title }, and", "Change to '}}'", "{{ Title }}, and")]
    [InlineData("{{ Title | truncate(20) }, and", "Change to '}}'", "{{ Title | truncate(20) }}, and")]
    [InlineData("{% if Note %}a{% endif", "Add '%}'", "{% if Note %}a{% endif %}")]
    [InlineData("{% if Note }a{% endif %}", "Change to '%}'", "{% if Note %}a{% endif %}")]
    [InlineData("{{ Title as it stands", null, null)]
    [InlineData("{{ Title | ", null, null)]
    [InlineData("{% if ", null, null)]
    [InlineData("Hello {# a comment", null, null)]
    public async Task What_closes_a_placeholder_or_tag_is_added_where_nothing_else_is_missing(string before, string? title, string? after)
    {
        if (title is not null)
        {
            await Expect("QRN0101", title, before, after!);
        }
        else
        {
            Assert.Empty(await Mending.Offers("QRN0101", UserProject.Of([Row(before)])));
        }
    }

    [Theory]
    [InlineData("{% if Note %}a", "{% endif %}", "{% if Note %}a{% endif %}")]
    [InlineData("{% if Note %}{{ Note }}", "{% endif %}", "{% if Note %}{{ Note }}{% endif %}")]
    [InlineData("Hi {% raw %}{{ a }} {% if", "{% endraw %}", "Hi {% raw %}{{ a }} {% if{% endraw %}")]
    [InlineData("{% for p in Points %}{% if Note %}a", "{% endif %}{% endfor %}", "{% for p in Points %}{% if Note %}a{% endif %}{% endfor %}")]
    public Task A_tag_gets_its_end_behind_those_of_the_tags_in_it(string before, string end, string after)
        => Expect("QRN0108", $"Add '{end}'", before, after);

    [Fact]
    public async Task Names_that_are_as_near_are_all_offered()
    {
        UserProject project = UserProject.Of([Row("{{ Tite }}", "public string Time { get; init; } = \"\";")]);

        Assert.Equal(["Change to 'Time'", "Change to 'Title'"], await Mending.Offers("QRN0201", project));
    }

    [Theory]
    [InlineData("QRN0201", "{{ Author }}")]
    [InlineData("QRN0204", "{{ Note if Count else Note }}")]
    [InlineData("QRN0204", "{{ Count | round }}")]
    [InlineData("QRN0202", "{{ Title | strftime('%Y') }}")]
    [InlineData("QRN0109", "Hello {% definitely %}")]
    [InlineData("QRN0108", "{% if Note %}{% raw %}a{% endif %}")]
    [InlineData("QRN0103", "{{ Title Title }}")]
    public async Task Nothing_is_offered_where_the_author_has_to_decide(string id, string template)
    {
        var project = UserProject.Of([Row(template)]);

        Microsoft.CodeAnalysis.Diagnostic diagnostic = (await project.DiagnoseAsync()).Last();

        Assert.Equal(id, diagnostic.Id);
        Assert.Empty(await project.OffersAsync(diagnostic));
    }
}
