using System.Collections.Immutable;
using System.Text;

namespace Querent.Tests.Generated;

/// <summary>What reading takes of memory, beside what the answer itself does.</summary>
public class AnswerGarbageTests
{
    private static readonly AnswerNames Names = new("day", "kind", "größe", "id", "wait", "texts", "marks");
    private static readonly AnswerEnum<DayOfWeek> Kinds = new(("sat", DayOfWeek.Saturday), ("sun", DayOfWeek.Sunday));

    private sealed record Answer(DateOnly Day, DayOfWeek Kind, decimal Size, Guid Id, TimeSpan? Wait, List<string> Texts, ImmutableArray<double> Marks);

    [Theory]
    [InlineData("gr\\u00f6\\u00dfe", "s\\u0075n", 3)]
    [InlineData("größe", "sun", 100)]
    public void Reading_leaves_nothing_behind_but_the_answer(string size, string kind, int items)
    {
        string texts = string.Join(',', Enumerable.Repeat("\"a \\\"b\\\" c\"", items));
        string marks = string.Join(',', Enumerable.Repeat("0.5", items));
        byte[] json = Encoding.UTF8.GetBytes(
            $$"""{"day":"2026-01-31","kind":"{{kind}}","{{size}}":1.50,"id":"6f9619ff-8b86-d011-b42d-00c04fc964ff","wait":"00:01:00","marks":[{{marks}}],"texts":[{{texts}}]}""");

        Assert.Equal(Allocated(() => Make(items)), Allocated(() => new AnswerReader(json).ReadAnswer(Read)));
    }

    // The least of several times, since the pool's memory is made at first, and again after a collection that took it.
    private static long Allocated(Func<Answer> make) => Enumerable.Range(0, 20).Min(_ =>
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(make());
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });

    private static Answer Make(int items)
    {
        var texts = new List<string>(items);
        for (int i = 0; i < items; i++)
        {
            texts.Add(new string('a', "a 'b' c".Length));
        }

        return new Answer(default, default, default, default, default, texts, System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(new double[items]));
    }

    private static Answer Read(ref AnswerReader reader)
    {
        reader.ReadStartObject();
        ulong seen = 0;
        DateOnly day = default;
        DayOfWeek kind = default;
        decimal size = default;
        Guid id = default;
        TimeSpan? wait = null;
        List<string> texts = null!;
        ImmutableArray<double> marks = default;
        while (reader.ReadProperty(Names, ref seen, out int property))
        {
            switch (property)
            {
                case 0:
                    day = reader.ReadDateOnly();
                    break;
                case 1:
                    kind = reader.ReadEnum(Kinds);
                    break;
                case 2:
                    size = reader.ReadDecimal();
                    break;
                case 3:
                    id = reader.ReadGuid();
                    break;
                case 4:
                    wait = reader.IsNull ? null : reader.ReadTimeSpan();
                    break;
                case 5:
                    texts = ReadTexts(ref reader);
                    break;
                default:
                    marks = ReadMarks(ref reader);
                    break;
            }
        }

        return new Answer(day, kind, size, id, wait, texts, marks);
    }

    private static List<string> ReadTexts(ref AnswerReader reader)
    {
        reader.ReadStartArray();
        var items = new AnswerItems<string>();
        while (reader.ReadElement())
        {
            items.Add(reader.ReadString());
        }

        return items.ToList();
    }

    private static ImmutableArray<double> ReadMarks(ref AnswerReader reader)
    {
        reader.ReadStartArray();
        var items = new AnswerItems<double>();
        while (reader.ReadElement())
        {
            items.Add(reader.ReadFloat<double>());
        }

        return items.ToImmutableArray();
    }
}
