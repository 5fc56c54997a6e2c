using Querent.Answers.Suite.Documents;

namespace Querent.Answers.Suite.Mutations;

/// <summary>Strings that are no date, UUID and so on.</summary>
internal static class FormMutations
{
    private static readonly Dictionary<Type, string[]> Wrong = new()
    {
        [typeof(DateOnly)] = ["", "2026-02-30", "2026-1-1", "01.02.2026", "2026-01-31T00:00:00", " 2026-01-31", "2026-01-31 ", "10000-01-01", "0000-01-01", "\uff12026-01-31"],
        [typeof(TimeOnly)] = ["", "24:00:00", "9:30", "09:30:60", "09:30:00.12345678", "09:30:00Z", "09:30:00.", " 09:30:00", "09:30:00 ", "-09:30:00"],
        [typeof(DateTime)] = ["", "2026-13-01T00:00:00", "2026-01-31 09:30:00", "31/01/2026", "yesterday", "2026-01-31T25:00:00Z", "2026-01-31T09:30:00Z ", "2026-01-31T09:30:00+25:00"],
        [typeof(DateTimeOffset)] = ["", "2026-01-31", "2026-01-31T09:30:00", "2026-01-31T09:30", "2026-01-31T09:30:00.5", "2026-13-01T00:00:00Z", "2026-01-31T09:30:00+15:00", "yesterday"],
        [typeof(TimeSpan)] = ["", "PT1H30M", "25:00:00", "1:30", "90", "1.5 hours", "01:60:00", "01:00:00.", " 01:00:00", "01:00:00 ", "+01:00:00", "10675200.00:00:00"],
        [typeof(Guid)] = ["", "not-a-uuid", "00000000000000000000000000000000", "{00000000-0000-0000-0000-000000000000}", "0000000-0000-0000-0000-000000000000", " 00000000-0000-0000-0000-000000000000"],
        [typeof(Uri)] = ["http://", "http://:80", "http://[::1"],
        [typeof(char)] = ["", "ab", "\ud83d\ude00"],
        [typeof(byte[])] = ["a", "abc", "@@@@", "YQ=", "YQ===", "\u00e9\u00e9\u00e9\u00e9"],
    };

    public static IEnumerable<Mutation> Of(Site site)
    {
        Type type = site.Slot.Shape.Type;
        return Wrong.GetValueOrDefault(type, [])
            .Append(type == typeof(string) || !Wrong.ContainsKey(type) || type == typeof(Uri) ? null : new string('7', 500))
            .OfType<string>()
            .Where(text => type != typeof(byte[]) || text.Length < 500)
            .Select(text => Mutation.Of(site, $"no {type.Name}", "format", new TextNode(text)));
    }
}
