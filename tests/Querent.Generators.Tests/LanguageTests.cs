using Querent.Generators.Tests.Harness;

namespace Querent.Generators.Tests;

/// <summary>What each construct of the template language renders: the generated code is compiled and run.</summary>
public sealed class LanguageTests(LanguageTests.Rendered rendered) : IClassFixture<LanguageTests.Rendered>
{
    private const string Types = """
        public enum Mood { Calm, [JsonStringEnumMemberName("very-angry")] Angry }

        public sealed record Person(string Name, int Age, Person? Boss = null, string? Nick = null);

        public struct Point { public int X { get; set; } public int? Y { get; set; } }

        public static class Filters
        {
            public static string Shout(string text) => text.ToUpperInvariant() + "!";
            public static int WordCount(string text, int least = 0) => System.Math.Max(least, text.Split(' ').Length);
            public static string Repeat(string text, int times, string between) => string.Join(between, System.Linq.Enumerable.Repeat(text, times));
            public static string OrDash(string? text) => text ?? "-";
            public static string Sum(IEnumerable<int> numbers) => System.Linq.Enumerable.Sum(numbers).ToString(System.Globalization.CultureInfo.InvariantCulture);
            public static bool IsAdult(Person person) => person.Age >= 18;
            public static int CountOf(System.Collections.Immutable.ImmutableArray<string> items) => items.Length;
            public static int CountAny(IEnumerable<string> items) => System.Linq.Enumerable.Count(items);
            public static string Kind(object value) => "object";
            public static string Kind(string value) => "string";
            public static string Kind(double value) => "double";
            public static string Kind(long value) => "long";
            public static string Kind<T>(T value) => "generic";
            public static string Kind(IEnumerable<int> value) => "numbers";
            public static string Opt(string text, int a = 1, int b = 2, int c = 3) => $"{text}{a}{b}{c}";
            public static string Opt(string text, string a) => $"{text}:{a}";
            public static string Hex(uint number) => number.ToString("x", System.Globalization.CultureInfo.InvariantCulture);
            public static string Times(string text, uint? times) => $"{text}{times}";
            public static string Strict([System.Diagnostics.CodeAnalysis.DisallowNull] string? text) => text;
            public static string Lenient([System.Diagnostics.CodeAnalysis.AllowNull] string text) => text ?? "-";
            [return: System.Diagnostics.CodeAnalysis.MaybeNull] public static string Perhaps(string text) => text.Length > 3 ? null : text;
            [return: System.Diagnostics.CodeAnalysis.NotNull] public static string? Surely(string text) => text;
        }


        """;

    private const string Members = """
            public required string Text { get; init; }
            public string Empty { get; init; } = "";
            public string? Note { get; init; }
            public string? Missing { get; init; }
            public bool Yes { get; init; }
            public bool? Maybe { get; init; }
            public int Three { get; init; }
            public int? Four { get; init; }
            public int? NoNumber { get; init; }
            public byte Small { get; init; }
            public long Large { get; init; }
            public ulong Huge { get; init; }
            public double Ratio { get; init; }
            public float Half { get; init; }
            public decimal Price { get; init; }
            public char Letter { get; init; }
            public Uri? Link { get; init; }
            public DateTime When { get; init; }
            public DateOnly Day { get; init; }
            public TimeOnly Time { get; init; }
            public Guid Id { get; init; }
            public Guid? Other { get; init; }
            public Mood Mood { get; init; }
            public Mood? NoMood { get; init; }
            public required Person Ann { get; init; }
            public Person? Nobody { get; init; }
            public Point Point { get; init; }
            public Point? NoPoint { get; init; }
            public required List<string> Tags { get; init; }
            public List<string>? NoTags { get; init; }
            public required IEnumerable<int> Lazy { get; init; }
            public required int[] Numbers { get; init; }
            public required int?[] Gaps { get; init; }
            public required IReadOnlyList<Person> People { get; init; }
            public System.Collections.Immutable.ImmutableArray<string> Unset { get; init; }
            public required Dictionary<string, int> Scores { get; init; }
            public required IReadOnlyDictionary<string, Person> ByName { get; init; }
            public required List<List<int>> Grid { get; init; }
            public required byte[] NoBytes { get; init; }
            public byte[]? Bytes { get; init; }

        """;

    private const string Input = """
        new()
        {
            Text = "Hello <World>", Note = "a note", Yes = true, Three = 3, Four = 4, Small = 200, Large = 5_000_000_000, Huge = 18_000_000_000_000_000_000,
            Ratio = 2.675, Half = 0.5f, Price = 12.50m, Letter = 'x', Link = new Uri("http://a.b/c"), When = new DateTime(2026, 11, 24, 8, 5, 9, DateTimeKind.Utc),
            Day = new DateOnly(2026, 11, 24), Time = new TimeOnly(8, 5), Mood = Mood.Angry, Ann = new Person("Ann", 41, new Person("Bob", 60, null, "B")),
            Point = new Point { X = 1, Y = 2 }, Tags = ["red", "green", "blue"], Lazy = System.Linq.Enumerable.Range(1, 3), Numbers = [3, 1, 2], Gaps = [1, null, 3],
            People = [new Person("Cy", 17), new Person("Di", 20, null, "D")], Scores = new() { ["a"] = 1, ["b"] = 0 },
            ByName = new Dictionary<string, Person> { ["cy"] = new Person("Cy", 17) }, Grid = [[1, 2], [], [3]], NoBytes = [], Bytes = [0],
        }
        """;

    public static readonly TheoryData<string, string> Cases = new()
    {
        // Conditions
        { "{% if Yes %}a{% endif %}|{% if not Yes %}b{% else %}c{% endif %}", "a|c" },
        { "{% if Three == 1 %}1{% elif Three == 3 %}3{% elif Yes %}y{% else %}e{% endif %}", "3" },
        { "{% if Empty %}a{% elif Missing %}b{% elif NoTags %}c{% elif NoNumber %}d{% elif Maybe %}e{% else %}f{% endif %}", "f" },
        { "{% if Text and Note and Tags and Three and Scores and Ann %}all{% endif %}", "all" },
        { "{% if Unset %}a{% else %}b{% endif %}{% if Lazy %}c{% endif %}{% if Point %}d{% endif %}{% if NoPoint %}e{% endif %}", "bcd" },
        { "{% if Missing or Empty or Note %}some{% endif %}{% if not (Missing or Yes) %}none{% endif %}", "some" },
        { "{% if true %}t{% else %}f{% endif %}{% if false %}t{% elif True %}e{% endif %}{% if None %}n{% endif %}{% if '' %}s{% endif %}{% if 0 %}0{% endif %}", "te" },
        { "{% if NoBytes %}a{% elif Bytes %}b{% endif %}{% if not NoBytes %}c{% endif %}{{ Bytes | json if Bytes else '-' }}", "bc\"AA==\"" },
        { "{% if Yes and (Three > 2 or Missing) and not NoTags %}ok{% endif %}", "ok" },

        // Guards
        { "{% if Note %}{{ Note }}{% endif %}{% if Four %}{{ Four }}{% endif %}{% if Nobody %}{{ Nobody.Name }}{% else %}-{% endif %}", "a note4-" },
        { "{% if not Note %}-{% else %}{{ Note }}{% endif %}{% if Note is none %}-{% else %}{{ Note }}{% endif %}", "a notea note" },
        { "{% if Note is not none and Four is defined %}{{ Note }}{{ Four }}{% endif %}", "a note4" },
        { "{% if Note != none %}{{ Note }}{% endif %}{% if none == Note %}-{% else %}{{ Note }}{% endif %}", "a notea note" },
        { "{% if Note == 'a note' %}{{ Note }}{% endif %}{% if Four == 4 %}{{ Four }}{% endif %}", "a note4" },
        { "{% if Ann.Boss.Nick %}{{ Ann.Boss.Nick }} {{ Ann.Boss.Name }}{% endif %}", "B Bob" },
        { "{% if Missing is none or Note is none %}-{% else %}{{ Missing }}{{ Note }}{% endif %}", "-" },
        { "{% if Ann.Boss and Ann.Boss.Age > 50 %}{{ Ann.Boss.Age }}{% endif %}", "60" },
        { "{% if Point.Y %}{{ Point.Y }}{% endif %}{% if NoPoint %}{{ NoPoint.X }}{{ NoPoint.Y | default('-') }}{% endif %}", "2" },
        { "{{ Note if Note else '-' }}{{ Missing if Missing else '-' }}{{ 'yes' if Yes else 'no' }}{{ Three if Yes else 'none' }}", "a note-yes3" },
        { "{{ Note or 'x' }}{{ Missing or 'x' }}{{ Empty or 'y' }}{{ NoNumber or 0 }}{{ Yes or false }}{{ Yes and false }}", "a notexy0truefalse" },
        { "{% if Maybe is none %}?{% elif Maybe %}y{% else %}n{% endif %}", "?" },
        { "{{ Missing or Empty or Note or 'x' }}|{{ NoNumber or Four or 0 or 'x' }}|{{ NoNumber or 0 or Empty or Three or 'x' }}|{{ Small or 5 or Missing }}|{{ NoMood or Mood or 'x' }}|{{ Maybe or Yes }}|{{ Maybe or false or Yes or 'x' }}|{{ Note or 'x' or Missing }}|{{ (Missing or none) | default('q') }}|{{ Half or 1 }}", "a note|4|3|200|very-angry|true|true|a note|q|0.5" },
        { "{{ (NoTags or Tags) | join(',') }}|{{ (Nobody or Ann).Name }}|{{ (NoPoint or Point).X }}|{{ ((Missing or Note) | default('y', true) or 'z') | xml | upper }}|{{ (Missing or Empty) ~ '.' }}", "red,green,blue|Ann|1|A NOTE|." },
        { "{{ (Missing or Note or 'x') | json }}|{{ (NoNumber or Four or 5) | json }}|{{ (Nobody or Ann.Boss or Ann) | json }}|{% if (Missing or Note) == 'a note' and (NoTags or Tags) %}y{% endif %}", "\"a note\"|4|{\"name\":\"Bob\",\"age\":60,\"boss\":null,\"nick\":\"B\"}|y" },
        { "{{ Missing | default(Empty, true) | default(Note, true) | default('x', true) }}|{{ 0 | default('x', true) }}|{{ false | default('x', true) }}|{{ 1 | default('x', true) }}|{{ Four | default(0, true) | json }}", "a note|x|x|1|4" },

        // None in a choice
        { "{{ (1 if Yes else none) | default('x') }}|{{ ((Tags | length) if Tags else none) | default('-') }}|{{ ((Tags | length) or none) | default('q') }}|{{ (true if Yes else none) | json }}|{% if (1 if Yes else none) %}y{% endif %}", "1|3|3|true|y" },
        { "{% for t in Tags %}{{ (loop.index if loop.first else none) | default('-') }}{{ (none if loop.first else loop.last) | json }}{% endfor %}|{{ (none if Yes else 1) | default('x') }}|{{ (5000000000 if Yes else none) | default(3) }}|{{ (3 or none) | round }}", "1null-false-true|x|5000000000|3" },
        { "{{ (none if Yes else 2.5) | json }}|{{ (2.5 if Yes else none) | json }}|{{ (none if Yes else true) | json | upper }}|{{ ('a' if Yes else none) | json | upper }}|{{ Four | default(none) | json }}|{{ NoNumber | default(none) | json | xml }}", "null|2.5|NULL|\"A\"|4|null" },

        // Comparisons
        { "{{ Three == 3 }}{{ Three != 3 }}{{ Three < 4 }}{{ Three <= 2 }}{{ Three > -1 }}{{ Three >= 3.5 }}", "truefalsetruefalsetruefalse" },
        { "{{ 1 < Three < 4 }}{{ 3 < Three < 4 }}{{ Small == 300 }}{{ Small > -5 }}{{ Large == 5000000000 }}{{ Three < 5000000000 }}", "truefalsefalsetruetruetrue" },
        { "{{ Huge > Three }}{{ Huge > -1 }}{{ Huge == 18000000000000000000 }}{{ Price == 12.5 }}{{ Price > Ratio }}{{ Half == 0.5 }}{{ NoNumber == 3 }}{{ NoNumber != 3 }}", "truetruetruetruetruetruefalsetrue" },
        { "{{ Text == 'Hello <World>' }}{{ Note == Missing }}{{ 'a' < 'b' }}{{ Text < 'I' }}{{ Letter == 'x' }}{{ Text == Text }}{{ Yes == true }}", "truefalsetruetruetruetruetrue" },
        { "{{ Mood == 'Angry' }}{{ 'Calm' != Mood }}{{ NoMood == 'Calm' }}{{ Mood == NoMood }}{{ Mood in ['Calm', 'Angry'] }}{{ Mood not in ['Calm'] }}", "truetruefalsefalsetruetrue" },
        { "{{ 1 < (3 if Yes else 0) < (5 if Yes else 0) < 6 }}|{{ 'a' < (Note or 'b') <= Text }}|{{ 'a note' == Note < 'b' }}|{{ 'a' in (Note or '') in ['a note'] }}|{{ not (1 < (3 if Yes else 0) < 2) }}", "true|false|true|true|true" },
        { "{{ (Note or 'b') in ['x', 'a note', 'z'] }}|{{ (Missing or 'b') not in ['x', 'y'] }}|{{ (Missing if Yes else Note) in ['x', 'y'] }}|{{ (Missing if Yes else Note) in ['x', none] and Yes }}", "true|true|false|true" },
        { "{{ Day == Day }}{{ When > When }}{{ Id == Other }}{{ Id != Id }}", "truefalsefalsefalse" },
        { "{{ 'red' in Tags }}{{ Three in Numbers }}{{ 4 in Numbers }}{{ 1 in Gaps }}{{ Four not in Lazy }}{{ none in Gaps }}", "truetruefalsetruetruetrue" },
        { "{{ 'World' in Text }}{{ 'world' in Text }}{{ 'a' in Scores }}{{ 'c' not in Scores }}{{ 'cy' in ByName }}{{ Three in [1, 2, 3] }}{{ Three in [] }}", "truefalsetruetruetruetruefalse" },

        // Filters on literals
        { "{{ 'a b' | upper }}{{ \"A\" | lower }}{{ ' a ' | trim }}{{ 'abc' | length }}{{ 'one two three' | truncate(8, false, '', 0) }}", "A Baa3one two" },
        { "{{ 'a' | default('b') }}{{ '' | default('b') }}{{ '' | default('c', true) }}{{ 'd' | default('e', true) }}{{ 0 | default(1, true) }}{{ false | default(true, true) }}", "acd1true" },
        { "{{ '<a>' | xml }}{{ 'a' | json }}{{ 'a' | json | xml }}{{ 3 | json }}{{ 2.5 | round }}{{ true | xml }}", "&lt;a&gt;\"a\"&#34;a&#34;32true" },
        { "{{ 'a' | shout }}{{ 'a b' | word_count }}{% if 'HELLO' | lower == 'hello' %}y{% endif %}{% if '' | trim %}n{% endif %}{% if 'w' | upper in Text %}W{% endif %}", "A!2yW" },

        // Loops
        { "{% for t in Tags %}{{ t }},{% endfor %}|{% for n in Numbers %}{{ n }}{% endfor %}|{% for n in Lazy %}{{ n }}{% endfor %}", "red,green,blue,|312|123" },
        { "{% for t in Tags %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.length }}{% if loop.first %}f{% endif %}{% if not loop.last %}, {% endif %}{% endfor %}", "10323f, 21213, 32103" },
        { "{% for n in Lazy %}{{ n }}/{{ loop.length }}{% if not loop.last %} {% endif %}{% else %}none{% endfor %}", "1/3 2/3 3/3" },
        { "{% for t in Unset %}{{ t }}{% else %}none{% endfor %}{% if Grid[1] is not none %}{% for x in Grid[1] %}{{ x }}{% else %}-{% endfor %}{% endif %}", "none-" },
        { "{% for row in Grid %}{% for n in row %}{{ n }}{{ loop.index }}{% else %}e{% endfor %}{{ loop.index }};{% endfor %}", "11221;e2;313;" },
        { "{% for p in People %}{{ p.Name }}({{ p.Nick | default('-') }}){% if p.Nick %}{{ p.Nick }}{% endif %}{% endfor %}", "Cy(-)Di(D)D" },
        { "{% for g in Gaps %}{% if g is none %}?{% else %}{{ g }}{% endif %}{% endfor %}", "1?3" },
        { "{% for k in Scores %}{{ k }}{% endfor %}{% for k, v in Scores.items() %}{{ k }}={{ v }};{% endfor %}{% for v in Scores.values() %}{{ v }}{% endfor %}{% for k in ByName.keys() %}{{ k }}{% endfor %}", "aba=1;b=0;10cy" },
        { "{% for Text in Tags %}{{ Text }}{% endfor %}{{ Text }}", "redgreenblueHello <World>" },
        { "{% for t in Tags %}{% for t in Tags %}{{ t }}{% endfor %}{{ t }}{% endfor %}", "redgreenblueredredgreenbluegreenredgreenblueblue" },
        { "{% if NoTags %}{% for t in NoTags %}{{ t }}{% endfor %}{% endif %}{% for p in People %}{% for class in Tags %}{{ class }}{% endfor %}{% endfor %}", "redgreenblueredgreenblue" },

        // Items
        { "{{ Tags[0] | default('-') }}{{ Tags[9] | default('-') }}{{ Tags[-1] | default('-') }}{{ Numbers[0] | default(0) }}{{ Gaps[1] | default('?') }}{{ Lazy[1] | default(0) }}", "red-blue3?2" },
        { "{{ Scores['a'] | default('-') }}{{ Scores['z'] | default('-') }}{{ ByName['cy'].Name | default('-') }}{{ Scores[Missing or 'b'] | default('-') }}", "1-Cy0" },
        { "{% if Tags[1] %}{{ Tags[1] }}{% endif %}{% if ByName['cy'] %}{{ ByName['cy'].Age }}{% endif %}{% if People[0] and People[0].Age < 18 %}{{ People[0].Name }}{% endif %}", "green17Cy" },
        { "{{ (Tags if Yes else Tags)[1] | default('-') }}{{ Unset[0] | default('-') }}{{ Tags[Three] | default('-') }}", "green--" },

        // Literals and concatenation
        { "{{ 'a' }}{{ 3 }}{{ -2 }}{{ 1.50 }}{{ true }}{{ \"it's\" }}{{ '\\u00e9\\x41\\n\\q' }}", "a3-21.5trueit'séA\n\\q" },
        { "{{ Text ~ ' ' ~ Three ~ Mood ~ Yes ~ Letter ~ Price }}|{{ (Text ~ '<') | xml }}", "Hello <World> 3very-angrytruex12.50|Hello &lt;World&gt;&lt;" },
        { "{{ (Mood if Yes else Three) ~ (Missing | default('m')) ~ (NoNumber | default('n')) ~ (Mood ~ '') }}", "very-angrymnvery-angry" },

        // Filters
        { "{{ Text | upper }}{{ Text | lower }}{{ Mood | upper }}{{ Letter | upper }}{{ Text | upper | xml }}{{ (Text | upper) ~ (Text | lower) }}", "HELLO <WORLD>hello <world>VERY-ANGRYXHELLO &lt;WORLD&gt;HELLO <WORLD>hello <world>" },
        { "[{{ ('  ' ~ Text ~ ' \n') | trim }}][{{ Text | trim('Hd>') }}][{{ ('  <a ' ~ Empty) | trim | xml }}][{{ (' a ' ~ Empty) | trim | upper }}]", "[Hello <World>][ello <Worl][&lt;a][A]" },
        { "{{ Text | truncate(8, leeway=0) }}|{{ Text | truncate(8, true, leeway=0) }}|{{ Text | truncate(5, end='') }}|{{ Text | truncate(12) }}|{{ Text | truncate }}", "Hello...|Hello...|Hello|Hello <World>|Hello <World>" },
        { "{{ Missing | default }}{{ Missing | default('d') }}{{ Empty | default('d') }}{{ Empty | default('d', true) }}{{ NoNumber | default(7) }}{{ Missing | default(Note) | default('') }}{{ Four | default(0, boolean=true) }}", "ddd7a note4".Replace("ddd", "dd", StringComparison.Ordinal) },
        { "{{ Tags | join(', ') }}|{{ Tags | join }}|{{ Numbers | join('-') }}|{{ People | join(',', attribute='Name') }}|{{ Unset | join(',') }}|{{ Tags | join(', ') | upper | xml }}", "red, green, blue|redgreenblue|3-1-2|Cy,Di||RED, GREEN, BLUE" },
        { "{{ Text | length }}{{ Tags | length }}{{ Scores | length }}{{ Lazy | length }}{{ Unset | length }}{{ Tags | length > 2 }}", "1332" + "30true" },
        { "{{ Ann.Boss | json }}|{{ (Tags | json) ~ '' }}|{{ Tags | json | upper }}|{{ Text | upper | json }}|{{ Three | json }}|{{ (Note | json) | truncate(4, true, leeway=0) }}|{{ Text | length | json }}", "{\"name\":\"Bob\",\"age\":60,\"boss\":null,\"nick\":\"B\"}|[\"red\",\"green\",\"blue\"]|[\"RED\",\"GREEN\",\"BLUE\"]|\"HELLO <WORLD>\"|3|\"...|13" },
        { "{{ ('a\nb\n\nc' ~ Empty) | indent }}|{{ ('a\nb\n\nc' ~ Empty) | indent(2, true) }}|{{ ('a\n\nb' ~ Empty) | indent('> ', first=true, blank=true) }}", "a\n    b\n\n    c|  a\n  b\n\n  c|> a\n> \n> b" },
        { "{{ Ratio | round(2) }}|{{ Ratio | round }}|{{ Ratio | round(1, 'floor') }}|{{ Ratio | round(method='ceil') }}|{{ Price | round(1) }}|{{ Three | round(2) }}|{{ Half | round }}", "2.67|3|2.6|3|12.5|3|0" },
        { "{{ When | date('yyyy-MM-dd HH:mm') }}|{{ Day | date('d MMM yyyy') }}|{{ Time | date('HH:mm') }}|{{ When | date(\"'at \\\"' HH\") }}|{{ (Day | date('yyyy')) ~ '!' }}|{{ When | date('D') | upper }}", "2026-11-24 08:05|24 Nov 2026|08:05|at \" 08|2026!|TUESDAY, 24 NOVEMBER 2026" },
        { "{{ Text | shout }}{{ Text | Shout | xml }}|{{ Text | word_count }}{{ Text | word_count(least=5) }}|{{ 'a' ~ '' | Repeat(2, between='-') }}|{{ Missing | or_dash }}|{{ Numbers | sum }}|{{ Note | default('x') | repeat(2, ',') }}", "HELLO <WORLD>!HELLO &lt;WORLD&gt;!|25|a-|-|6|a note,a note" },
        { "{% if Ann | is_adult %}adult{% endif %}{% for p in People %}{% if p | is_adult %}{{ p.Name }}{% endif %}{% endfor %}{{ Text | word_count + 0 if false else 'x' }}".Replace(" + 0", "", StringComparison.Ordinal), "adultDix" },
        { "{{ (Text | json | upper) | json }}|{{ ((Note | default('a') | json) ~ 'b') | json }}|{{ Letter | json | shout | json }}|{{ Tags | json | shout | json | xml }}", "\"\\\"HELLO <WORLD>\\\"\"|\"\\\"a note\\\"b\"|\"\\\"X\\\"!\"|&#34;[\\&#34;RED\\&#34;,\\&#34;GREEN\\&#34;,\\&#34;BLUE\\&#34;]!&#34;" },
        { "{{ Unset | count_of }}{{ Unset | count_any }}{{ (Unset if Yes else Unset) | count_of }}", "000" },
        { "{{ Text | kind }} {{ Three | kind }} {{ Half | kind }} {{ Ann | kind }} {{ Numbers | kind }} {{ Large | kind }} {{ 3 | kind }} {{ Price | kind }}", "string long double object numbers long long object" },
        { "{{ Text | opt }}|{{ 'a' ~ '' | opt(4) }}|{{ Text | opt(c=9) }}|{{ Text | opt('x') }}", "Hello <World>123|a423|Hello <World>129|Hello <World>:x" },
        { "{{ 3000000000 | hex }} {{ 10 | hex }} {{ Text | times(4000000000) }}", "b2d05e00 a Hello <World>4000000000" },
        { "{{ Missing | default('d') | strict }}{{ Missing | lenient }}{{ Text | perhaps | default('?') }}{{ Text | surely }}", "d-?Hello <World>" },
        { "{{ ('😁x😁' ~ Empty) | trim('😀') }}|{{ ('😁x😁' ~ Empty) | trim('😀😁') }}|{{ ('xax' ~ Empty) | trim('x😀') }}|{{ ('xx' ~ Empty) | trim('x') }}|{{ ('x' ~ Empty) | trim(Empty) }}", "😁x😁|x|a||x" },

        { "{{ Text | default(Text) | truncate(99) }}{{ Text | default(Ann.Name) ~ '' }}", "Hello <World>Hello <World>" },

        // White space, comments and raw text
        { "a {# b #} c|a {#- b -#} c", "a  c|ac" },
        { "a \n {%- if Yes -%} \n b \n {%- endif -%} \n c", "abc" },
        { "a {{- Three -}} b|a {{ Three -}} b|{%+ if Yes +%} c {% endif %}", "a3b|a 3b| c " },
        { "{% raw %}{{ x }} {% if %} {# #}{% endraw %}|a {%- raw -%} {{ x }} {%- endraw -%} b", "{{ x }} {% if %} {# #}|a{{ x }}b" },
        { "a\r\nb\rc{{ '\r\n' }}d\n", "a\nb\nc\nd\n" },
        { "{%if Yes%}a{%endif%}{{Three}}{#c#}", "a3" },
        { "{{ Text | xml }}{{ Note | default('<') | xml }}{{ Missing | default('<') | xml }}{{ Three | xml }}{{ (Text | xml) ~ '' }}{{ Tags | json | xml }}", "Hello &lt;World&gt;a note&lt;3Hello &lt;World&gt;[&#34;red&#34;,&#34;green&#34;,&#34;blue&#34;]" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_template_renders_what_its_constructs_mean(string template, string prompt)
        => Assert.Equal(prompt, rendered.Prompts[template]);

    /// <summary>All templates, rendered by one compilation.</summary>
    public sealed class Rendered : IAsyncLifetime
    {
        public IReadOnlyDictionary<string, string> Prompts { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            string[] templates = [.. Cases.Select(row => row.Data.Item1)];
            IReadOnlyList<string> prompts = await Renderings.Of(Types, Members, Input, templates);
            Prompts = templates.Zip(prompts).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
