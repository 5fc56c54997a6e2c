using System.Runtime.CompilerServices;

namespace Querent.Testing;

/// <content>The ways to open a cassette.</content>
public sealed partial class CassetteTransport
{
    /// <summary>
    /// Plays a cassette where there is one, and else records it: what a test is committed with. The environment variable
    /// <c>QUERENT_CASSETTES</c> decides otherwise for a run: <c>record</c> (everything anew), <c>missing</c> (what is not there) or
    /// <c>replay</c>. On a build server (<c>CI</c> or <c>TF_BUILD</c> is set) nothing is recorded without it: a cassette that is
    /// missing fails the test.
    /// </summary>
    /// <param name="path">The cassette's file, as a path from the test's source file.</param>
    /// <param name="inner">Makes the transport to record from, such as <c>ChatCompletionsTransport.FromEnvironment</c>; not called for a replay.</param>
    /// <param name="options">Scrubbers and the like; the defaults when null.</param>
    /// <param name="callerFile">The test's source file: the compiler's to give.</param>
    /// <exception cref="CassetteException">The cassette is missing on a build server, is none or torn, or is being recorded by another.</exception>
    public static CassetteTransport Auto(string path, Func<ICompletionTransport> inner, CassetteOptions? options = null, [CallerFilePath] string callerFile = "")
    {
        ArgumentNullException.ThrowIfNull(inner);
        string file = FileOf(path, callerFile);
        options = Validated(options);
        CassetteMode mode = EnvironmentOf(options).Choose(path, File.Exists(file), CassetteStore.IsBegun(file));
        return mode == CassetteMode.Replay
            ? Replaying(path, file, options, $"To record anew, run the test once with {CassetteEnvironment.Variable}=record, or =missing for what is not there, and commit the file.")
            : new CassetteTransport(mode, path, file, inner, options, "");
    }

    /// <summary>Plays a cassette, always.</summary>
    /// <param name="path">The cassette's file, as a path from the test's source file.</param>
    /// <param name="options">Scrubbers and the like, as at the recording; the defaults when null.</param>
    /// <param name="callerFile">The test's source file: the compiler's to give.</param>
    /// <exception cref="CassetteException">The cassette is missing, torn or none.</exception>
    public static CassetteTransport Replay(string path, CassetteOptions? options = null, [CallerFilePath] string callerFile = "")
        => Replaying(path, FileOf(path, callerFile), Validated(options), $"To record anew, run the test once with {nameof(CassetteTransport)}.{nameof(Record)}, and commit the file.");

    /// <summary>Records a cassette anew, in place of the one that is there.</summary>
    /// <param name="path">The cassette's file, as a path from the test's source file; its folder is made where it is missing.</param>
    /// <param name="inner">What is recorded; it is disposed of with the cassette.</param>
    /// <param name="options">Scrubbers and the like; the defaults when null.</param>
    /// <param name="callerFile">The test's source file: the compiler's to give.</param>
    /// <exception cref="CassetteException">This is a build server, or the cassette is being recorded by another.</exception>
    public static CassetteTransport Record(string path, ICompletionTransport inner, CassetteOptions? options = null, [CallerFilePath] string callerFile = "")
        => Recording(CassetteMode.Record, path, inner, Validated(options), callerFile);

    /// <summary>Plays what a cassette has, asks for the rest and adds that to it.</summary>
    /// <param name="path">The cassette's file, as a path from the test's source file; made where it is missing.</param>
    /// <param name="inner">What is recorded; it is disposed of with the cassette.</param>
    /// <param name="options">Scrubbers and the like; the defaults when null.</param>
    /// <param name="callerFile">The test's source file: the compiler's to give.</param>
    /// <exception cref="CassetteException">This is a build server, the cassette is none or torn, or it is being recorded by another.</exception>
    public static CassetteTransport RecordMissing(string path, ICompletionTransport inner, CassetteOptions? options = null, [CallerFilePath] string callerFile = "")
        => Recording(CassetteMode.RecordMissing, path, inner, Validated(options), callerFile);

    private static CassetteTransport Replaying(string path, string file, CassetteOptions options, string howToRecord)
        => File.Exists(file)
            ? new CassetteTransport(CassetteMode.Replay, path, file, createInner: null, options, howToRecord)
            : throw new CassetteException($"There is no cassette '{path}' to play: '{file}' does not exist. {howToRecord}");

    private static CassetteTransport Recording(CassetteMode mode, string path, ICompletionTransport inner, CassetteOptions options, string callerFile)
    {
        ArgumentNullException.ThrowIfNull(inner);
        string file = FileOf(path, callerFile);
        EnvironmentOf(options).AllowRecording(path);
        return new CassetteTransport(mode, path, file, () => inner, options, howToRecord: "");
    }

    /// <summary>Puts on the tape what the file has, or what a recording had that goes on.</summary>
    private void Load(string file)
    {
        try
        {
            foreach (CassetteFile part in _store is not null && CassetteStore.IsBegun(file) ? _store.TakeUp() : [])
            {
                _tape.Load(part);
                _hasTakenUp = true;
            }

            if (!_hasTakenUp && File.Exists(file))
            {
                _tape.Load(CassetteReader.Read(_name, file));
            }
        }
        catch (Exception)
        {
            _store?.Dispose();
            throw;
        }
    }

    /// <summary>Makes the transport to record from; where that fails, the cassette is free again.</summary>
    private ICompletionTransport Create(Func<ICompletionTransport> create)
    {
        try
        {
            return create() ?? throw new InvalidOperationException("The transport is null.");
        }
        catch (Exception exception)
        {
            _store?.Dispose();
            throw new CassetteException($"The cassette '{_name}' is to be recorded, and the transport to record from cannot be made: {exception.Message}", exception);
        }
    }

    private static string FileOf(string path, string callerFile)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return CassettePath.Find(path, callerFile, AppContext.BaseDirectory);
    }

    private static CassetteEnvironment EnvironmentOf(CassetteOptions options) => new(Environment.GetEnvironmentVariable, options.IsContinuousIntegration);

    private static CassetteOptions Validated(CassetteOptions? options)
    {
        options ??= new CassetteOptions();
        ArgumentNullException.ThrowIfNull(options.Scrubbers);
        ArgumentNullException.ThrowIfNull(options.TimeProvider);
        return options;
    }
}
