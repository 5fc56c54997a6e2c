using System.Diagnostics.CodeAnalysis;

namespace Querent.Testing;

/// <summary>What is on a cassette while it is played and recorded. Safe for use by several threads at once.</summary>
internal sealed class Tape
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Track> _tracks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ResponseFormatJson> _formats = new(StringComparer.Ordinal);
    private readonly Dictionary<CompletionOptions, bool> _sampling = [];

    /// <summary>Whether anything was recorded on it.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>Puts on it what a file has.</summary>
    public void Load(CassetteFile file)
    {
        lock (_lock)
        {
            foreach ((string name, ResponseFormatJson format) in file.ResponseFormats ?? new Dictionary<string, ResponseFormatJson>())
            {
                _formats.TryAdd(name, format);
            }

            foreach (RecordedCall call in file.Calls)
            {
                TrackOf(CassetteText.KeyOf(call.Request), call.Request, call.IsSampled).Load(call.Replies);
            }
        }
    }

    /// <summary>What a request's next reply is.</summary>
    /// <param name="request">The request.</param>
    /// <param name="allowRepeats">Whether the last is played again also where answers are sampled.</param>
    /// <param name="played">The reply.</param>
    public bool TryPlay(AskedRequest request, bool allowRepeats, out PlayedReply played)
    {
        lock (_lock)
        {
            PlayedReply? next = _tracks.TryGetValue(request.Key, out Track? track) ? track.Next(repeats: allowRepeats || !track.IsSampled) : null;
            played = next.GetValueOrDefault();
            return next is not null;
        }
    }

    /// <summary>Keeps a place for the reply to a request that is sent now.</summary>
    /// <returns>What puts the reply there; without it the attempt has no end.</returns>
    public Action<RecordedReply> Reserve(AskedRequest request, bool isSampled)
    {
        lock (_lock)
        {
            HasChanged = true;
            if (request is { Format: { } format, Recorded.ResponseFormat: { } name })
            {
                _formats.TryAdd(name, format);
            }

            Track track = TrackOf(request.Key, request.Recorded, isSampled);
            int place = track.Reserve();
            return reply =>
            {
                lock (_lock)
                {
                    track.Record(place, reply);
                }
            };
        }
    }

    /// <summary>Whether answers to such requests were sampled; null when no such request is on it.</summary>
    public bool? IsSampled(CompletionOptions options)
    {
        lock (_lock)
        {
            return _sampling.TryGetValue(options, out bool isSampled) ? isSampled : null;
        }
    }

    /// <summary>How often a request was recorded.</summary>
    public int CountOf(AskedRequest request)
    {
        lock (_lock)
        {
            return _tracks.TryGetValue(request.Key, out Track? track) ? track.LoadedCount : 0;
        }
    }

    /// <summary>The requests on it, in the order of the file.</summary>
    public IReadOnlyList<RecordedRequest> Requests()
    {
        lock (_lock)
        {
            return [.. InOrder().Select(track => track.Request)];
        }
    }

    /// <summary>A response format by its name.</summary>
    public bool TryGetFormat(string name, [NotNullWhen(true)] out ResponseFormatJson? format)
    {
        lock (_lock)
        {
            return _formats.TryGetValue(name, out format);
        }
    }

    /// <summary>The requests that were not played as often as they were recorded.</summary>
    public IReadOnlyList<(RecordedRequest Request, int Unplayed, int Recorded)> Unplayed()
    {
        lock (_lock)
        {
            return [.. InOrder().Where(track => track.UnplayedCount > 0).Select(track => (track.Request, track.UnplayedCount, track.LoadedCount))];
        }
    }

    /// <summary>What its file is to hold.</summary>
    public CassetteFile ToFile()
    {
        lock (_lock)
        {
            return new CassetteFile
            {
                QuerentCassette = CassetteFile.CurrentFormat,
                ResponseFormats = _formats.Count == 0 ? null : new SortedDictionary<string, ResponseFormatJson>(_formats, StringComparer.Ordinal),
                Calls = [.. InOrder().Select(track => new RecordedCall { Request = track.Request, IsSampled = track.IsSampled, Replies = track.ToReplies() })],
            };
        }
    }

    /// <summary>One reply as a file of its own.</summary>
    public static CassetteFile PartOf(AskedRequest asked, bool isSampled, RecordedReply reply) => new()
    {
        QuerentCassette = CassetteFile.CurrentFormat,
        ResponseFormats = asked is { Format: { } format, Recorded.ResponseFormat: { } name } ? new Dictionary<string, ResponseFormatJson> { [name] = format } : null,
        Calls = [new RecordedCall { Request = asked.Recorded, IsSampled = isSampled, Replies = [reply] }],
    };

    private static CompletionOptions OptionsOf(RecordedRequest request) => new()
    {
        Temperature = request.Temperature,
        TopP = request.TopP,
        Seed = request.Seed,
        Stop = [.. request.Stop ?? []],
        ReasoningEffort = request.ReasoningEffort,
    };

    private IEnumerable<Track> InOrder() => _tracks.OrderBy(track => track.Key, StringComparer.Ordinal).Select(track => track.Value);

    private Track TrackOf(string key, RecordedRequest request, bool isSampled)
    {
        if (!_tracks.TryGetValue(key, out Track? track))
        {
            _tracks.Add(key, track = new Track(request, isSampled));
            _sampling.TryAdd(OptionsOf(request), isSampled);
        }

        return track;
    }
}
