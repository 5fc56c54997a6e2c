using System.Text;

namespace Querent.Generators.Tests.Catalogue;

/// <summary>A text whose wrong places are marked, and a source that is made of such texts.</summary>
internal sealed class Markup
{
    private readonly StringBuilder _source = new();
    private readonly List<(int Start, int Length)> _places = [];

    public string Source => _source.ToString();

    /// <summary>The places with what stands in them.</summary>
    public IEnumerable<string> Places(string path) => _places.Select(place => Describe(path, place.Start, Source.Substring(place.Start, place.Length)));

    public static string Describe(string path, int start, string text) => $"{path}({start}) [|{text}|]";

    /// <summary>The pieces of a text, those that are marked and those between.</summary>
    public static IReadOnlyList<(string Text, bool IsMarked)> Cut(string markup)
    {
        var pieces = new List<(string, bool)>();
        string[] parts = markup.Split("[|");
        pieces.Add((parts[0], false));
        foreach (string part in parts.Skip(1))
        {
            string[] halves = part.Split("|]");
            Assert.Equal(2, halves.Length);
            pieces.Add((halves[0], true));
            pieces.Add((halves[1], false));
        }

        return pieces;
    }

    public Markup Add(string text)
    {
        _source.Append(text);
        return this;
    }

    /// <summary>Adds a marked text, each piece as it is to be written.</summary>
    public Markup Add(string markup, Func<string, string> write)
    {
        foreach ((string text, bool isMarked) in Cut(markup))
        {
            string written = write(text);
            if (isMarked)
            {
                _places.Add((_source.Length, written.Length));
            }

            _source.Append(written);
        }

        return this;
    }
}
