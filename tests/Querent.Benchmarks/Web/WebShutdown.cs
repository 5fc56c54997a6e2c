using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Querent.Benchmarks.Web;

/// <summary>What became of every post when the server was told to stop in the middle of them.</summary>
/// <param name="Outstanding">Posts that were begun before the signal and had not ended.</param>
/// <param name="Results">How those ended.</param>
/// <param name="Late">How posts by new connections ended that were begun after the signal.</param>
/// <param name="ServerExitCode">What the server ended with.</param>
/// <param name="Elapsed">From the signal to its end.</param>
internal sealed record WebShutdown(
    int Outstanding, IReadOnlyDictionary<PostResult, int> Results, IReadOnlyDictionary<PostResult, int> Late, int ServerExitCode, TimeSpan Elapsed)
{
    private const int LatePosts = 20;

    private static readonly TimeSpan UnderWay = TimeSpan.FromSeconds(2);

    /// <summary>Whether every post was answered, refused or not let in, and none of the outstanding ones lost.</summary>
    public bool IsClean => ServerExitCode == 0
        && Results.Values.Sum() == Outstanding
        && Results.Concat(Late).All(result => result.Key is PostResult.Answered or PostResult.Refused or PostResult.NotConnected);

    public static async Task<WebShutdown> RunAsync(WebLoad load, TicketApiProcess api, CancellationToken cancellationToken)
    {
        bool isSignalled = false;
        int begunBefore = load.Clients;   // a client has one post at a time, and begins none after the signal
        var results = new ConcurrentDictionary<PostResult, int>();
        Task posts = load.PostUntilAsync(
            () => Volatile.Read(ref isSignalled),
            (result, _) =>
            {
                if (Volatile.Read(ref isSignalled))
                {
                    results.AddOrUpdate(result, 1, static (_, count) => count + 1);
                }
            },
            cancellationToken);
        await Task.Delay(UnderWay, TimeProvider.System, cancellationToken);

        Volatile.Write(ref isSignalled, true);
        long signalled = Stopwatch.GetTimestamp();
        api.Terminate();
        var late = new ConcurrentDictionary<PostResult, int>();
        for (int post = 0; post < LatePosts; post++)
        {
            late.AddOrUpdate(await load.PostByANewConnectionAsync(cancellationToken), 1, static (_, count) => count + 1);
        }

        await posts;
        int exitCode = await api.UntilEndedAsync(cancellationToken);
        return new WebShutdown(begunBefore, results, late, exitCode, Stopwatch.GetElapsedTime(signalled));
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"shutdown in {Elapsed.TotalSeconds:0.00} s, exit code {ServerExitCode}: of {Outstanding} outstanding posts {Tally(Results)}; of {LatePosts} late ones {Tally(Late)}: {(IsClean ? "clean" : "NOT CLEAN")}");

    private static string Tally(IReadOnlyDictionary<PostResult, int> results) => string.Join(", ", Enum.GetValues<PostResult>()
        .Where(result => results.ContainsKey(result) || result is PostResult.Answered or PostResult.CutOff)
        .Select(result => string.Create(CultureInfo.InvariantCulture, $"{results.GetValueOrDefault(result)} {Name(result)}")));

    private static string Name(PostResult result) => result switch
    {
        PostResult.Answered => "answered",
        PostResult.Refused => "refused (503)",
        PostResult.NotConnected => "refused at connect",
        PostResult.CutOff => "cut off",
        _ => "with another status",
    };
}
