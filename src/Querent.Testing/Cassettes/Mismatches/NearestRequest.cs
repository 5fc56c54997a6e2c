namespace Querent.Testing;

/// <summary>Finds the recorded request that another is most like: what it was, most likely, before somebody changed the prompt.</summary>
internal sealed class NearestRequest(IReadOnlyList<RecordedRequest> recorded)
{
    private readonly Lazy<(RecordedRequest Request, string Text)[]> _recorded = new(() => [.. recorded.Select(request => (request, RequestText.Of(request)))]);

    /// <summary>The nearest request; the first of several, and null where there is none.</summary>
    public RecordedRequest? To(RecordedRequest asked)
    {
        string text = RequestText.Of(asked);
        HashSet<string> lines = [.. text.Split('\n')];
        return _recorded.Value.Length == 0 ? null : _recorded.Value.MaxBy(candidate => Likeness(text, lines, candidate.Text)).Request;
    }

    /// <summary>How many characters two texts share at their start, at their end, and in whole lines.</summary>
    private static int Likeness(string asked, HashSet<string> askedLines, string recorded)
    {
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup = askedLines.GetAlternateLookup<ReadOnlySpan<char>>();
        int lines = 0;
        foreach (ReadOnlySpan<char> line in recorded.AsSpan().EnumerateLines())
        {
            lines += lookup.Contains(line) ? line.Length : 0;
        }

        int start = asked.AsSpan().CommonPrefixLength(recorded);
        int most = Math.Min(asked.Length, recorded.Length) - start;
        int end = 0;
        while (end < most && asked[^(end + 1)] == recorded[^(end + 1)])
        {
            end++;
        }

        return lines + start + end;
    }
}
