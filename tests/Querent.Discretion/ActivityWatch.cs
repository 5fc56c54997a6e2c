using System.Diagnostics;

namespace Querent.Discretion;

/// <summary>Records every activity in full, and looks at it when it ends.</summary>
internal sealed class ActivityWatch : IDisposable
{
    private readonly ActivityListener _listener;

    public ActivityWatch(DiscretionWatch watch)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                string where = $"activity {activity.OperationName}";
                watch.Look(where, activity.DisplayName);
                watch.Look(where, activity.StatusDescription);
                watch.Look(where, activity.TagObjects);
                watch.Look(where, activity.Baggage.Select(item => KeyValuePair.Create(item.Key, (object?)item.Value)));
                foreach (ActivityEvent occurrence in activity.Events)
                {
                    watch.Look($"{where}, event {occurrence.Name}", occurrence.Tags);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();
}
