using Querent.Emulator;

namespace Querent.Conformance;

/// <summary>What holds for every transport: the same rows under the same faults come to the same outcomes.</summary>
/// <typeparam name="TTransport">The transport that is held to it.</typeparam>
public abstract partial class ConformanceTests<TTransport>
    where TTransport : ITransportUnderTest
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Task<EchoRun> StartAsync(
        FaultRule? fault = null,
        EmulatorLatency? latency = null,
        RowExecutorOptions? options = null,
        Func<TransportTarget, TransportTarget>? change = null,
        Func<EmulatorRequest, EmulatorAnswer>? answer = null,
        Dictionary<string, string>? replyHeaders = null)
        => EchoRun.StartAsync(TTransport.Connect, fault, latency, options, change, answer, replyHeaders);
}
