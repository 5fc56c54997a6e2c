namespace Querent.Live;

/// <summary>Asks an endpoint something and says what it saw.</summary>
internal delegate Task<IReadOnlyList<Observation>> LiveCheck(ChatCompletionsOptions endpoint, CancellationToken cancellationToken);
