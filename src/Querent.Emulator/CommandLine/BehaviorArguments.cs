using System.Collections.Frozen;

namespace Querent.Emulator;

/// <summary>The options that an emulator takes while it runs.</summary>
internal static class BehaviorArguments
{
    private static readonly FrozenSet<string> AtStartOnly =
        FrozenSet.ToFrozenSet(["--port", "--http2-port", "--key", "--deployment", "--profile", "--context"]);

    /// <summary>Puts the latency, faults and quota that a text of options describes in force, in place of all that were.</summary>
    /// <exception cref="FormatException">An option makes no sense, or is one for the start; nothing has changed.</exception>
    public static void Apply(string text, EmulatorBehavior behavior)
    {
        string[] args = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (args.FirstOrDefault(AtStartOnly.Contains) is string name)
        {
            throw new FormatException($"{name} can only be given at the start.");
        }

        EmulatorOptions options = EmulatorArguments.Parse(args);
        behavior.Latency = options.Latency;
        behavior.SetFaults(options.Faults);
        behavior.Quotas.Set(options.Quota, deployment: null);
    }
}
