using System.Collections;
using System.Text.Json;

namespace Querent.Generators.Tests;

/// <summary>The run-time helpers of generated prompts. What is expected is what Jinja2 3.1 and Python 3 give.</summary>
public sealed class PromptHelperTests
{
    private static string Written(Action<PromptWriter> write)
    {
        using var writer = new PromptWriter();
        writer.Literal("\""u8);
        write(writer);
        writer.Literal("\""u8);
        return JsonSerializer.Deserialize<string>(writer.WrittenMemory.Span)!;
    }

    [Theory]
    [InlineData("")]
    [InlineData("straße \"ÀÉ\" \n ǆ ı")]
    [InlineData("\ud801\udc28\ud801\udc00")]
    public void Casing_is_written_as_it_is_made(string text)
    {
        text += "." + string.Concat(Enumerable.Repeat("x\ud801\udc28", 300));   // over several chunks, one of which would cut a pair

        Assert.Equal(PromptText.Upper(text), Written(writer => PromptText.WriteUpper(writer, text)));
        Assert.Equal(PromptText.Lower(text), Written(writer => PromptText.WriteLower(writer, text)));
    }

    [Theory]
    [InlineData("Hello brave world", 9, false, "...", 0, "Hello...")]
    [InlineData("Hello brave world", 9, true, "...", 0, "Hello ...")]
    [InlineData("Hello brave world", 12, false, "...", 5, "Hello brave world")]
    [InlineData("Hello brave world", 11, false, "...", 5, "Hello...")]
    [InlineData("Hello", 3, false, "", 0, "Hel")]
    [InlineData("Hello", 3, false, "...", 0, "...")]
    [InlineData("😀😀😀😀", 3, true, "…", 0, "😀😀…")]
    [InlineData("😀😀😀", 3, true, "…", 0, "😀😀😀")]
    public void Truncate_counts_code_points_and_cuts_at_a_space(string text, int length, bool killWords, string end, int leeway, string expected)
        => Assert.Equal(expected, PromptText.Truncate(text, length, killWords, end, leeway));

    [Theory]
    [InlineData(2, 0)]
    [InlineData(5, -1)]
    public void Truncate_refuses_a_length_below_that_of_its_end(int length, int leeway)
        => Assert.Throws<ArgumentException>(() => PromptText.Truncate("text", length, killWords: false, "...", leeway));

    [Theory]
    [InlineData("", 2, true, true, "  ")]
    [InlineData("a", 2, false, false, "a")]
    [InlineData("a\n\nb\n", 2, false, false, "a\n\n  b\n")]
    [InlineData("a\n\nb\n", 1, true, true, " a\n \n b\n ")]
    [InlineData("a\r\nb\u2028c\u0085d\fe", 1, false, false, "a\n b\n c\n d\n e")]
    public void Indent_moves_the_lines_that_Python_sees(string text, int width, bool first, bool blank, string expected)
        => Assert.Equal(expected, PromptText.Indent(text, width, first, blank));

    [Theory]
    [InlineData(" \t\n\u001f\u00a0\u2003a b\u001c\u3000 ", "a b")]
    [InlineData("a", "a")]
    [InlineData("\u200ba", "\u200ba")]
    [InlineData("  ", "")]
    public void Trim_removes_what_Python_calls_white_space(string text, string expected)
    {
        Assert.Equal(expected, PromptText.Trim(text));
        Assert.Equal(expected, PromptText.TrimSpan(text).ToString());
    }

    [Fact]
    public void Trim_takes_the_characters_to_remove()
        => Assert.Equal(("bc", " abc "), (PromptText.Trim("xabcx", "xa"), PromptText.Trim(" abc ", "")));

    [Theory]
    [InlineData("a", "b", -1)]
    [InlineData("a", "a", 0)]
    [InlineData("ab", "a", 1)]
    [InlineData("\uffff", "\ud83d\ude00", -1)]
    [InlineData("\ud83d\ude00", "\ud83d\ude01", -1)]
    [InlineData("Z", "a", -1)]
    public void Texts_are_ordered_by_code_points(string left, string right, int sign)
    {
        Assert.Equal(sign, Math.Sign(PromptText.Compare(left, right)));
        Assert.Equal(-sign, Math.Sign(PromptText.Compare(right, left)));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("a😀é", 3)]
    public void Length_counts_code_points(string text, int expected) => Assert.Equal(expected, PromptText.Length(text));

    [Fact]
    public void A_lone_surrogate_is_a_code_point_by_itself()
    {
        string lone = string.Concat('\ude00', '\ud83d');

        Assert.Equal(2, PromptText.Length(lone));
        Assert.Equal("\ude00…", PromptText.Truncate(lone + "abc", 2, killWords: true, "…", 0));
    }

    [Theory]
    [InlineData(2.675, 2, 2.67)]
    [InlineData(0.125, 2, 0.12)]
    [InlineData(0.375, 2, 0.38)]
    [InlineData(2.5, 0, 2)]
    [InlineData(3.5, 0, 4)]
    [InlineData(-2.5, 0, -2)]
    [InlineData(1.005, 2, 1)]
    [InlineData(1e300, 3, 1e300)]
    [InlineData(0.1, 15, 0.1)]
    [InlineData(double.PositiveInfinity, 2, double.PositiveInfinity)]
    [InlineData(double.NaN, 2, double.NaN)]
    public void Round_is_exact_and_takes_the_even_one_of_two(double value, int digits, double expected)
        => Assert.Equal(expected, PromptNumbers.Round(value, digits));

    [Fact]
    public void Every_type_of_number_rounds_up_and_down()
    {
        Assert.Equal((2.6, 2.7, -2.7), (PromptNumbers.Floor(2.675, 1), PromptNumbers.Ceiling(2.675, 1), PromptNumbers.Floor(-2.675, 1)));
        Assert.Equal((0.5f, 0.6f, 0.5f), (PromptNumbers.Floor(0.55f, 1), PromptNumbers.Ceiling(0.55f, 1), PromptNumbers.Round(0.54f, 1)));
        Assert.Equal((2.6m, 2.7m, 2.68m), (PromptNumbers.Floor(2.675m, 1), PromptNumbers.Ceiling(2.675m, 1), PromptNumbers.Round(2.675m, 2)));
    }

    [Fact]
    public void What_a_list_does_not_have_is_null()
    {
        int?[] gaps = [1, null];

        Assert.Equal(("a", "b", null, null), (PromptValues.Item(["a", "b"], 0), PromptValues.Item(["a", "b"], -1), PromptValues.Item(["a", "b"], 2), PromptValues.Item(["a", "b"], -3)));
        Assert.Equal((1, null, null), (PromptValues.ItemValue(gaps, 0), PromptValues.ItemValue(gaps, 1), PromptValues.ItemValue(gaps, 7)));
        Assert.Equal((2, null), (PromptValues.ItemValue(Enumerable.Range(1, 3).Where(n => n > 1), 0), PromptValues.ItemValue(Enumerable.Range(1, 3).Where(n => n > 1), 2)));
        Assert.Null(PromptValues.ItemValue(new List<int> { 1 }, long.MaxValue));
    }

    [Fact]
    public void What_a_dictionary_does_not_have_is_null()
    {
        var map = new Dictionary<string, int> { ["a"] = 1 };

        Assert.Equal((1, null, true, false), (PromptValues.EntryValue(map, "a"), PromptValues.EntryValue(map, "b"), PromptValues.HasKey(map, "a"), PromptValues.HasKey(map, "b")));
        Assert.Equal(("x", null), (PromptValues.Entry(new WritableOnly(), "a"), PromptValues.Entry(new WritableOnly(), "b")));
        Assert.Throws<ArgumentException>(() => PromptValues.HasKey([KeyValuePair.Create("a", 1)], "a"));
    }

    /// <summary>A dictionary of the older interface alone.</summary>
    private sealed class WritableOnly : IDictionary<string, string>
    {
        private readonly Dictionary<string, string> _map = new() { ["a"] = "x" };

        public ICollection<string> Keys => _map.Keys;

        public ICollection<string> Values => _map.Values;

        public int Count => _map.Count;

        public bool IsReadOnly => false;

        public string this[string key] { get => _map[key]; set => _map[key] = value; }

        public void Add(string key, string value) => _map.Add(key, value);

        public void Add(KeyValuePair<string, string> item) => _map.Add(item.Key, item.Value);

        public void Clear() => _map.Clear();

        public bool Contains(KeyValuePair<string, string> item) => _map.Contains(item);

        public bool ContainsKey(string key) => _map.ContainsKey(key);

        public void CopyTo(KeyValuePair<string, string>[] array, int arrayIndex) => ((IDictionary<string, string>)_map).CopyTo(array, arrayIndex);

        public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _map.GetEnumerator();

        public bool Remove(string key) => _map.Remove(key);

        public bool Remove(KeyValuePair<string, string> item) => _map.Remove(item.Key);

        public bool TryGetValue(string key, out string value) => _map.TryGetValue(key, out value!);

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
