using Querent.Generators.Data;

namespace Querent.Generators.Tests.Data;

/// <summary>Random changes to data: the readers throw at nothing, and all places lie inside of the text.</summary>
public sealed class DataFuzzTests
{
    private const int Runs = 50_000;
    private const string Characters = "{}[]\",:\\/u0019aeEtrfnl.-+ \t\r\n\ud83d\ude00é\u2028\0";

    /// <summary>A text with one to four characters changed, removed or put in.</summary>
    public static string Mutate(string text, Random random)
    {
        var characters = text.ToList();
        for (int i = random.Next(1, 5); i > 0; i--)
        {
            int place = random.Next(characters.Count);
            char c = Characters[random.Next(Characters.Length)];
            switch (random.Next(3))
            {
                case 0: characters[place] = c; break;
                case 1: characters.Insert(place, c); break;
                default: characters.RemoveAt(place); break;
            }
        }

        return string.Concat(characters);
    }

    [Fact]
    public void Random_JSON_is_read_or_refused_inside_of_the_text()
    {
        var random = new Random(3);
        for (int i = 0; i < Runs; i++)
        {
            string text = Mutate("""{"a":[1,-2.5e3,"x\n\u00e9\ud83d\ude00"],"b":{"c":true,"d":null}, "e" : [] }""", random);
            DataValue? value = JsonReader.Read(text, out DataError? error);

            Assert.True(value is null != error is null, text);
            Assert.All(error is null ? Spans(value!) : [error.Span], span => AssertInside(span, text));
        }
    }

    [Fact]
    public void Random_CSV_is_read_or_refused_inside_of_the_text()
    {
        var random = new Random(5);
        for (int i = 0; i < Runs; i++)
        {
            string text = Mutate("code,share,note\r\nCORR,0.5,\"x \"\"y\"\"\"\nCLAR,,\"two\r\nlines\"\n", random);
            var errors = new List<DataError>();
            CsvTable? table = CsvReader.Read(text, errors);

            Assert.All(errors.Select(error => error.Span), span => AssertInside(span, text));
            Assert.All(table?.Lines.SelectMany(line => line.Fields) ?? [], field => AssertInside(field.Span, text));
            Assert.All(table?.Lines ?? [], line => Assert.Equal(table!.Columns.Count, line.Fields.Count));
        }
    }

    private static IEnumerable<DataSpan> Spans(DataValue value) => (value switch
    {
        DataArray list => list.Items.SelectMany(Spans),
        DataObject properties => properties.Properties.SelectMany(property => Spans(property.Value).Append(property.NameSpan)),
        _ => [],
    }).Append(value.Span);

    private static void AssertInside(DataSpan span, string text)
        => Assert.True(span.Start >= 0 && span.Length >= 0 && span.End <= text.Length, $"{span} of {text.Length}: {text}");
}
