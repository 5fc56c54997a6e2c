using System.Text.Json;
using System.Text.RegularExpressions;
using Querent.Generators.Binding.Data;
using Querent.Generators.Model;

namespace Querent.Generators.Tests.Data;

/// <summary>A text of an example is of a kind at build time where the readers of answers say so at run time.</summary>
public sealed partial class DataTextTests
{
    private const int Runs = 5_000;

    private static readonly Dictionary<string, (string[] Texts, AnswerRead<object> Read)> Kinds = new()
    {
        [nameof(ValueKind.Guid)] = (["3f2504e0-4f89-11d3-9a0c-0305e82c3301", "3F2504E0-4F89-11D3-9A0C-0305E82C3301", "{3f2504e0-4f89-11d3-9a0c-0305e82c3301}", "3f2504e04f8911d39a0c0305e82c3301"], (ref AnswerReader reader) => reader.ReadGuid()),
        [nameof(ValueKind.DateOnly)] = (["2026-01-31", "2024-02-29", "2026-02-29", "31.01.2026", "0001-01-01"], (ref AnswerReader reader) => reader.ReadDateOnly()),
        [nameof(ValueKind.TimeOnly)] = (["09:30", "09:30:00", "23:59:59.9999999", "24:00:00", "9:30:00"], (ref AnswerReader reader) => reader.ReadTimeOnly()),
        [nameof(ValueKind.DateTime)] = (["2026-01-31T09:30:00Z", "2026-01-31T09:30:00.1234567", "2026-01-31", "2026-01-31T09:30", "2026-01-31 09:30:00"], (ref AnswerReader reader) => reader.ReadDateTime()),
        [nameof(ValueKind.DateTimeOffset)] = (["2026-01-31T09:30:00Z", "2026-01-31T09:30:00.125+01:00", "2026-01-31T09:30:00-00:30", "2026-01-31T09:30:00", "2026-01-31T09:30+15:00"], (ref AnswerReader reader) => reader.ReadDateTimeOffset()),
        [nameof(ValueKind.TimeSpan)] = (["01:30:00", "-2.00:00:00", "00:00:00.25", "1.5", "PT1H", "10675199.02:48:05.4775807"], (ref AnswerReader reader) => reader.ReadTimeSpan()),
        [nameof(ValueKind.Uri)] = (["https://example.com/a?b", "relative/path", "http://", "http://[::1", "mailto:a@b"], (ref AnswerReader reader) => reader.ReadUri()),
        [nameof(ValueKind.Char)] = (["a", "ab", "é", "1"], (ref AnswerReader reader) => reader.ReadChar()),
        [nameof(ValueKind.Bytes)] = (["YWI=", "YWJj", "YQ==", "YR==", "YWJ j", "YQ"], (ref AnswerReader reader) => reader.ReadBytes()),
    };

    public static TheoryData<string> Names() => [.. Kinds.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_an_example_shows_the_model_is_what_the_reader_takes_of_it(string kind)
    {
        (string[] texts, AnswerRead<object> read) = Kinds[kind];
        var random = new Random(9);
        int taken = 0, refused = 0;
        for (int i = 0; i < Runs; i++)
        {
            string text = texts[random.Next(texts.Length)];
            text = i < texts.Length ? texts[i] : random.Next(3) == 0 ? text : Mutate(text, random);
            string? shown = DataTexts.Canonical(text, Enum.Parse<ValueKind>(kind), out string? problem);
            taken += shown is null ? 0 : 1;
            refused += shown is null ? 1 : 0;

            Assert.Equal(shown is null, problem is not null);
            Assert.True(shown is null || IsRead(shown, read), $"{kind} \"{text}\" is shown as \"{shown}\", and that is refused");
        }

        Assert.True(taken > Runs / 10 && refused > Runs / 10, $"{taken} taken, {refused} refused");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_the_reader_takes_is_taken_of_an_example_but_for_what_the_machine_or_nobody_would_tell(string kind)
    {
        (string[] texts, AnswerRead<object> read) = Kinds[kind];
        var random = new Random(11);
        for (int i = 0; i < Runs; i++)
        {
            string text = i < texts.Length ? texts[i] : Mutate(texts[random.Next(texts.Length)], random);
            if (IsRead(text, read) && DataTexts.Canonical(text, Enum.Parse<ValueKind>(kind), out string? problem) is null)
            {
                Assert.True(IsLeftOut(text, kind), $"{kind} \"{text}\": {problem}");
            }
        }
    }

    // A date and time with an offset would be turned into the zone of whichever machine builds, digits beyond the seventh are
    // lost, and an empty address says nothing.
    private static bool IsLeftOut(string text, string kind) => kind switch
    {
        nameof(ValueKind.DateTime) => LongFraction().IsMatch(text) || (text.Length > 16 && text[^6] is '+' or '-'),
        nameof(ValueKind.DateTimeOffset) => LongFraction().IsMatch(text),
        nameof(ValueKind.Uri) => text.Length == 0,
        _ => false,
    };

    [GeneratedRegex(@"\.[0-9]{8,}")]
    private static partial Regex LongFraction();

    private static string Mutate(string text, Random random)
    {
        const string Characters = "0123456789-:.TZ+ =aYA\t";
        int at = random.Next(text.Length);
        string c = Characters[random.Next(Characters.Length)].ToString();
        return random.Next(3) switch
        {
            0 => text.Insert(at, c),
            1 => text.Remove(at, 1),
            _ => text.Remove(at, 1).Insert(at, c),
        };
    }

    private static bool IsRead(string text, AnswerRead<object> read)
    {
        try
        {
            return new AnswerReader(JsonSerializer.SerializeToUtf8Bytes(text)).ReadAnswer(read) is not null;
        }
        catch (AnswerException)
        {
            return false;
        }
    }
}
