namespace Querent.Emulator;

// Faults of the connection: the reply does not come whole.
public abstract partial record EmulatorFault
{
    /// <summary>The body ends half-way through.</summary>
    /// <param name="reset">Whether the connection is reset; otherwise it is closed in good order.</param>
    public static EmulatorFault CutBody(bool reset = true) => new WireFault("cut-body", WireFaultKind.CutBody) { Resets = reset };

    /// <summary>The connection is reset before anything was written.</summary>
    public static EmulatorFault ResetBeforeResponse() => new WireFault("reset", WireFaultKind.Reset);

    /// <summary>The answer comes whole but in drips.</summary>
    /// <param name="interval">Between two drips; 50 ms unless set.</param>
    /// <param name="bytes">In each drip.</param>
    public static EmulatorFault SlowDrip(TimeSpan? interval = null, int bytes = 64)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        return new WireFault("slow-drip", WireFaultKind.SlowDrip) { Interval = interval ?? TimeSpan.FromMilliseconds(50), Bytes = bytes };
    }

    /// <summary>Nothing comes, ever, until the client goes.</summary>
    public static EmulatorFault BlackHole() => new WireFault("black-hole", WireFaultKind.BlackHole);

    /// <summary>The first half of the answer comes, and then nothing, until the client goes.</summary>
    public static EmulatorFault StalledBody() => new WireFault("stalled-body", WireFaultKind.StalledBody);

    /// <summary>
    /// The connection stays up and is dead: nothing comes over it any more, neither for this request nor for any other that is
    /// in flight on it or will be sent over it.
    /// </summary>
    public static EmulatorFault HalfOpen() => new WireFault("half-open", WireFaultKind.HalfOpen);

    /// <summary>
    /// A good answer, and the connection takes no new requests: GOAWAY over HTTP/2, <c>Connection: close</c> over HTTP/1.1.
    /// What is in flight on it is answered.
    /// </summary>
    public static EmulatorFault GoAway() => new WireFault("go-away", WireFaultKind.GoAway);

    /// <summary>The connection breaks before anything was written, and over HTTP/2 all that is in flight on it with this request.</summary>
    public static EmulatorFault LostConnection() => new WireFault("lost-connection", WireFaultKind.LostConnection);

    /// <summary>Every fault in its usual form, by name; <c>status-500</c> and <c>status-503</c> stand for the status codes.</summary>
    public static IReadOnlyDictionary<string, EmulatorFault> ByName { get; } = new EmulatorFault[]
    {
        Status(500), Status(503), Throttle(TimeSpan.FromSeconds(1)), ContentFilterPrompt(), ContextTooLong(), NotJson(),
        ContentFilterOutput(), FilterDown(), FilterNotes(), Refusal(), Truncated(), ReasoningCut(), AnswerNotJson(), AnswerWrong(), EmptyChoices(), NoContent(),
        NoUsage(), PartialUsage(), ErrorInSuccess(), EmptyBody(), TwoDocuments(), ByteOrderMark(), Compressed(), FalselyCompressed(), UnknownFinishReason(), ToolCalls(), CutBody(), ResetBeforeResponse(), SlowDrip(), BlackHole(),
        StalledBody(), HalfOpen(), GoAway(), LostConnection(),
    }.ToDictionary(fault => fault.Name, StringComparer.Ordinal);
}
