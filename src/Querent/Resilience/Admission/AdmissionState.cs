namespace Querent;

/// <summary>What an <see cref="AdmissionQueue"/> stands at.</summary>
/// <param name="Limit">How many attempts may be in flight.</param>
/// <param name="InUse">How many are.</param>
/// <param name="PeakInUse">The most that were at a time.</param>
/// <param name="Waiting">How many permits are waited for.</param>
/// <param name="CongestionEvents">How often the limit was found too high.</param>
/// <param name="HeldBack">The seconds in which something waited although there was a permit for it.</param>
/// <param name="RequestRate">The requests a second that are let through at most; infinite when there is no limit.</param>
/// <param name="TokenRate">The tokens a second that are let through at most; infinite when there is no limit.</param>
internal readonly record struct AdmissionState(
    int Limit,
    int InUse,
    int PeakInUse,
    int Waiting,
    long CongestionEvents,
    double HeldBack,
    double RequestRate,
    double TokenRate);
