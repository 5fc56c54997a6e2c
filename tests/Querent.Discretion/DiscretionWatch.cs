using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Querent.Discretion;

/// <summary>
/// Looks for the canaries in all exceptions that are thrown, activities that end, measurements, events and logs, as long
/// as the process lives. What it finds fails the test that runs then.
/// </summary>
internal sealed class DiscretionWatch
{
    [ThreadStatic]
    private static bool _isLooking;

    private readonly ConcurrentQueue<string> _leaks = new();
    private readonly object[] _listeners;

    private readonly IReadOnlyList<string> _canaries;

    public DiscretionWatch(IReadOnlyList<string> canaries)
    {
        _canaries = canaries;
        AppDomain.CurrentDomain.FirstChanceException += OnException;
        _listeners = [new ActivityWatch(this), new MeasurementWatch(this), new EventWatch(this)];
    }

    /// <summary>The watch over this process.</summary>
    public static DiscretionWatch Suite { get; } = new(Canaries.All);

    /// <summary>What has been found since the last call.</summary>
    public IReadOnlyList<string> TakeLeaks()
    {
        List<string> leaks = [];
        while (_leaks.TryDequeue(out string? leak))
        {
            leaks.Add(leak);
        }

        return leaks;
    }

    /// <summary>Looks at something that is seen outside.</summary>
    public void Look(string where, string? text)
    {
        if (text is null || _isLooking)
        {
            return;
        }

        _isLooking = true;
        foreach (string canary in _canaries)
        {
            if (text.Contains(canary, StringComparison.OrdinalIgnoreCase))
            {
                _leaks.Enqueue($"{canary} is in {where}: {text}");
            }
        }

        _isLooking = false;
    }

    /// <summary>Looks at names and values that are seen outside.</summary>
    public void Look(string where, IEnumerable<KeyValuePair<string, object?>> tags)
    {
        foreach ((string name, object? value) in tags)
        {
            Look($"{where}, {name}", value?.ToString());
        }
    }

    [ModuleInitializer]
    internal static void Begin() => GC.KeepAlive(Suite._listeners);

    private void OnException(object? sender, FirstChanceExceptionEventArgs arguments)
        => Look(arguments.Exception);

    private void Look(Exception? exception)
    {
        // An assertion quotes what it compares.
        if (exception is null || exception.GetType().Namespace?.StartsWith("Xunit", StringComparison.Ordinal) == true)
        {
            return;
        }

        Look($"the message of {exception.GetType().FullName}", exception.Message);
        foreach (Exception? inner in exception is AggregateException several ? several.InnerExceptions.AsEnumerable<Exception?>() : [exception.InnerException])
        {
            Look(inner);
        }
    }
}
