namespace Querent;

/// <summary>What all requests of one query ask of the model, whatever their row.</summary>
/// <param name="Options">What is asked beside the prompt.</param>
/// <param name="UsesImages">Whether a prompt may hold an image.</param>
public readonly record struct CompletionDemand(CompletionOptions Options, bool UsesImages);
