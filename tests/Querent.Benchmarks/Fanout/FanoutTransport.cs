using Querent.Benchmarks.Endpoint;
using Querent.Benchmarks.Hand;

namespace Querent.Benchmarks.Fanout;

/// <summary>A way to send the rows of <c>fanout</c>.</summary>
/// <param name="Name">What <c>--transport</c> calls it.</param>
/// <param name="Description">What it is, in a few words.</param>
/// <param name="RunAsync">Warms up and measures.</param>
internal sealed record FanoutTransport(string Name, string Description, Func<FanoutPlan, CancellationToken, Task<FanoutFigures>> RunAsync)
{
    public const string Direct = "direct";
    public const string Sdk = "sdk";
    public const string Hand = "hand";
    public const string Protocol = "protocol";
    public const string Azure = "azure";
    public const string Meai = "meai";

    public static IReadOnlyList<FanoutTransport> All { get; } =
    [
        Typed(Direct, "ours", deployment => deployment.CreateTransport()),
        Typed(Sdk, "ours over AzureOpenAIClient", deployment => new AzureOpenAITransport(Clients.Azure(deployment), deployment.Name)) with { Check = CheckAzure },
        Typed("chatclient", "ours over an IChatClient, the OpenAI client's", deployment => new ChatClientTransport(Clients.OpenAI(deployment), new() { DisposeClient = true })),
        ByHand(Hand, "a loop written by hand for this row type, the yardstick of direct", Direct, deployment => new HttpWire(deployment)),
        ByHand(Protocol, "that loop over AzureOpenAIClient's protocol method, the yardstick of sdk", Sdk, deployment => new ProtocolWire(Clients.AzureChat(deployment))) with { Check = CheckAzure },
        new FanoutTransport(Azure, "AzureOpenAIClient's typed methods in Parallel.ForEachAsync", ClientFanout.AzureAsync) { Check = CheckAzure },
        new FanoutTransport(Meai, "GetResponseAsync<T> of Microsoft.Extensions.AI in Parallel.ForEachAsync", ClientFanout.TypedAsync),
    ];

    /// <summary>Throws, saying what to change, when it cannot ask that deployment.</summary>
    public Action<Deployment> Check { get; private init; } = _ => { };

    private static FanoutTransport Typed(string name, string description, Func<Deployment, ICompletionTransport> connect)
        => new(name, description, (plan, cancellationToken) => TypedFanout.RunAsync(plan, connect(plan.Deployment), cancellationToken));

    private static FanoutTransport ByHand(string name, string description, string counterpart, Func<Deployment, IHandWire> connect)
        => new(name, description, (plan, cancellationToken) => HandFanout.RunAsync(plan, connect(plan.Deployment), counterpart, cancellationToken));

    private static void CheckAzure(Deployment deployment) => Clients.Azure(deployment);
}
