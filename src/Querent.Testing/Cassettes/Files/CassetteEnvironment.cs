namespace Querent.Testing;

/// <summary>Decides what is done with a cassette, so that a build server never records by accident.</summary>
internal sealed class CassetteEnvironment(Func<string, string?> variable, bool? isContinuousIntegration)
{
    public const string Variable = "QUERENT_CASSETTES";

    private bool IsContinuousIntegration => isContinuousIntegration
        ?? (variable("CI") is { Length: > 0 } ci && !ci.Equals("false", StringComparison.OrdinalIgnoreCase) && ci != "0")
        || variable("TF_BUILD") is { Length: > 0 };

    /// <summary>What is done with a cassette that is played where it is there, and recorded where it is not.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="isThere">Whether it is there.</param>
    /// <param name="isBegun">Whether a recording of it did not come to its end.</param>
    /// <exception cref="CassetteException">It is not there and may not be recorded, or the variable has an unknown value.</exception>
    public CassetteMode Choose(string name, bool isThere, bool isBegun)
    {
        if (Asked() is { } asked)
        {
            return asked;
        }

        if (!isThere && IsContinuousIntegration)
        {
            throw new CassetteException($"There is no cassette '{name}', and a build server records none: the test would pass on whatever the model says today. Run the test on a machine of your own, look at the file and commit it. (CI or TF_BUILD is set; {Variable}=record records here nevertheless.)");
        }

        return isThere ? CassetteMode.Replay : isBegun ? CassetteMode.RecordMissing : CassetteMode.Record;
    }

    /// <summary>Lets code record that says so itself, but not on a build server, where it would have been left in by mistake.</summary>
    /// <exception cref="CassetteException">This is a build server.</exception>
    public void AllowRecording(string name)
    {
        if (IsContinuousIntegration && Asked() is not (CassetteMode.Record or CassetteMode.RecordMissing))
        {
            throw new CassetteException($"The cassette '{name}' would be recorded by a build server: the test would pass on whatever the model says today. Use {nameof(CassetteTransport)}.{nameof(CassetteTransport.Auto)} or {nameof(CassetteTransport.Replay)} in the test that is committed. (CI or TF_BUILD is set; {Variable}=record records here nevertheless.)");
        }
    }

    private CassetteMode? Asked() => variable(Variable)?.Trim().ToUpperInvariant() switch
    {
        null or "" => null,
        "REPLAY" => CassetteMode.Replay,
        "RECORD" => CassetteMode.Record,
        "MISSING" => CassetteMode.RecordMissing,
        _ => throw new CassetteException($"{Variable} is '{variable(Variable)}', which is not known. Set it to replay, record or missing, or do not set it."),
    };
}
