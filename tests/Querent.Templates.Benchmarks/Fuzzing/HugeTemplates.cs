namespace Querent.Templates.Benchmarks.Fuzzing;

/// <summary>Templates of a megabyte, and nesting of 10,000 levels, each of which would take for ever if something were done again for each of its parts.</summary>
internal static class HugeTemplates
{
    private const int Levels = 10_000;

    /// <summary>All of them, by what they are.</summary>
    /// <param name="size">How many characters the longer ones have: a megabyte, or fewer for a quick look.</param>
    public static IReadOnlyDictionary<string, Func<string>> All(int size)
    {
        string Repeat(string piece, int? length = null) => string.Concat(Enumerable.Repeat(piece, (length ?? size) / piece.Length));

        return new Dictionary<string, Func<string>>(StringComparer.Ordinal)
        {
            ["text"] = () => Repeat("All work and no play. "),
            ["lines"] = () => Repeat("\r\n"),
            ["white space"] = () => Repeat(" ") + "{%- if Yes %}a{% endif %}",
            ["placeholders"] = () => Repeat("{{ Text }} and "),
            ["wrong placeholders"] = () => Repeat("{{ Txt }}"),
            ["one text in many pieces"] = () => Repeat("a{# b #}"),
            ["conditions"] = () => Repeat("{% if Note %}{{ Note }}{% else %}b{% endif %}"),
            ["branches"] = () => "{% if Yes %}" + Repeat("{% elif Count == 1 %}b", size / 4) + "{% endif %}",
            ["guards"] = () => "{% if not Note %}" + Repeat("{% elif not Some %}b", size / 4) + "{% endif %}",
            ["loops"] = () => Repeat("{% for x in Tags %}{{ x }}{{ loop.last }}{% endfor %}"),
            ["parentheses"] = () => $"{{{{ {Repeat("(", Levels)}Text{Repeat(")", Levels)} }}}}",
            ["brackets"] = () => $"{{{{ {Repeat("Tags[", 5 * Levels)}0{Repeat("]", Levels)} }}}}",
            ["nots"] = () => $"{{% if {Repeat("not ", 4 * Levels)}Yes %}}a{{% endif %}}",
            ["nested ifs"] = () => Repeat("{% if Yes %}", 12 * Levels) + Repeat("{% endif %}", 11 * Levels),
            ["nested loops"] = () => Repeat("{% for x in Tags %}", 19 * Levels) + Repeat("{% endfor %}", 12 * Levels),
            ["ifs without an end"] = () => Repeat("{% if Yes %}"),
            ["ifs with the end of loops"] = () => Repeat("{% if Yes %}", size / 2) + Repeat("{% endfor %}", size / 2),
            ["ends without a beginning"] = () => Repeat("{% endif %}\n"),
            ["ends one in another"] = () => Repeat("{% if Yes %}{% for x in Tags %}{% endif %}\n"),
            ["unclosed placeholders"] = () => Repeat("{{ Text "),
            ["one unclosed placeholder"] = () => "{{ Text " + Repeat("| upper "),
            ["unclosed tags"] = () => Repeat("{% if Yes "),
            ["unclosed comments"] = () => Repeat("{# a "),
            ["unclosed raw texts"] = () => Repeat("{% raw %} "),
            ["unclosed texts"] = () => Repeat("{{ \" "),
            ["unclosed texts in one placeholder"] = () => "{{ " + Repeat("' \" "),
            ["raw texts"] = () => Repeat("{% raw %}{{ a }}{% endraw %}"),
            ["almost raw tags"] = () => Repeat("{% endraw "),
            ["white space in tags"] = () => Repeat("{%" + new string(' ', 1000) + "raw"),
            ["one long name"] = () => $"{{{{ {Repeat("a")} }}}}",
            ["one long text"] = () => $"{{{{ \"{Repeat("a")}\" }}}}",
            ["one long number"] = () => $"{{{{ {Repeat("9")} }}}}",
            ["arguments"] = () => $"{{{{ Text | truncate({Repeat("1,")}) }}}}",
            ["names of a loop"] = () => $"{{% for {Repeat("a, ")}b in Tags %}}{{% endfor %}}",
            ["braces"] = () => Repeat("{"),
            ["lone surrogates"] = () => Repeat("\ud800") + Repeat("\udc00\ud800a", size),
            ["NULs"] = () => Repeat("\0{{ \0 }}"),
            ["includes"] = () => Repeat("{% include 'Prompts/x.md' %}"),
        };
    }
}
