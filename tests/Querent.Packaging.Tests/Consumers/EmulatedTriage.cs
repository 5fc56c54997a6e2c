// The emulator's package in the program that uses it: no other process, no variables.
using Querent;
using Querent.Emulator;

OpenAIEmulator emulator = await OpenAIEmulator.StartAsync();
await using (emulator)
{
    var transport = new ChatCompletionsTransport(new ChatCompletionsOptions
    {
        Endpoint = emulator.Endpoint,
        Deployment = emulator.Deployments[0],
        ApiKey = emulator.ApiKey,
    });
    await using var executor = new RowExecutor(transport);
    await foreach (var outcome in executor.RunAsync([new Message.Input { Text = "Hello" }]))
    {
        Console.WriteLine($"{outcome} by {outcome.Queries[0].Model}");
    }
}

[QueryRow]
internal partial record Message
{
    public required string Text { get; init; }

    [Query("Is this polite? {{ Text }}")]
    public required bool IsPolite { get; init; }
}
