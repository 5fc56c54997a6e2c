using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using Querent.Benchmarks.CommandLine;
using Querent.Benchmarks.Endpoint;
using Querent.Benchmarks.Hand;
using Querent.Benchmarks.Measuring;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Fanout;

/// <summary>The same rows as one asks them without a library: <c>Parallel.ForEachAsync</c> over the queries, a chat client, an answer of a type.</summary>
internal static class ClientFanout
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() }, TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    private delegate Task<Assessment?> Ask(int query, string prompt, CancellationToken cancellationToken);

    /// <summary>Azure's client with its own typed methods, the schema made once.</summary>
    public static Task<FanoutFigures> AzureAsync(FanoutPlan plan, CancellationToken cancellationToken)
    {
        ChatClient client = Clients.AzureChat(plan.Deployment);
        ChatCompletionOptions[] options =
        [
            .. Enumerable.Range(0, plan.Questionnaire.Queries).Select(query => new ChatCompletionOptions { Temperature = 0, ResponseFormat = FormatOf(plan.Questionnaire.ResponseFormatOf(query)) }),
        ];
        return RunAsync(plan, AskAsync, cancellationToken);

        async Task<Assessment?> AskAsync(int query, string prompt, CancellationToken cancellationToken)
        {
            ChatCompletion completion = await client.CompleteChatAsync([new UserChatMessage(prompt)], options[query], cancellationToken);
            return completion.FinishReason == OpenAI.Chat.ChatFinishReason.Stop ? JsonSerializer.Deserialize<Assessment>(completion.Content[0].Text, Json) : null;
        }
    }

    /// <summary><c>GetResponseAsync&lt;T&gt;</c> of Microsoft.Extensions.AI.</summary>
    public static Task<FanoutFigures> TypedAsync(FanoutPlan plan, CancellationToken cancellationToken)
    {
        IChatClient client = Clients.OpenAI(plan.Deployment);
        var options = new ChatOptions { Temperature = 0, AdditionalProperties = new() { ["strict"] = true } };
        return RunAsync(plan, AskAsync, cancellationToken);

        async Task<Assessment?> AskAsync(int query, string prompt, CancellationToken cancellationToken)
            => (await client.GetResponseAsync<Assessment>(prompt, Json, options, useJsonSchemaResponseFormat: true, cancellationToken)).Result;
    }

    private static OpenAI.Chat.ChatResponseFormat FormatOf(ReadOnlyMemory<byte> responseFormat)
    {
        using var format = JsonDocument.Parse(responseFormat);
        JsonElement schema = format.RootElement.GetProperty("json_schema");
        return OpenAI.Chat.ChatResponseFormat.CreateJsonSchemaFormat(
            schema.GetProperty("name").GetString(), BinaryData.FromString(schema.GetProperty("schema").GetRawText()), jsonSchemaIsStrict: true);
    }

    private static async Task<FanoutFigures> RunAsync(FanoutPlan plan, Ask ask, CancellationToken cancellationToken)
    {
        var coldStart = new ColdStart();
        PlainPrompt[] prompts = PlainPrompt.AllOf(plan.Questionnaire);
        long attempts = 0;
        var warmUp = new OutcomeTally();
        await AskAllAsync(plan.WarmUp, warmUp);
        if (warmUp is { Answered: 0, Failed: > 0 })
        {
            throw new BenchmarkException($"No row of the warm-up was answered. Try --transport {FanoutTransport.Direct}, which tells why.");
        }

        return await FanoutFigures.MeasureAsync(plan, AskAllAsync, () => Interlocked.Read(ref attempts), coldStart);

        async Task AskAllAsync(CaseFiles inputs, OutcomeTally tally)
        {
            var gate = new Lock();
            await Parallel.ForEachAsync(
                inputs.SelectMany(file => Queries(new HandRow(file, prompts.Length))),
                new ParallelOptions { MaxDegreeOfParallelism = plan.Concurrency, CancellationToken = cancellationToken },
                async (work, cancellationToken) =>
                {
                    long started = Stopwatch.GetTimestamp();
                    coldStart.Note();
                    Interlocked.Increment(ref attempts);
                    Assessment? answer = await AnswerAsync(work.Query, prompts[work.Query].Render(work.Row.File), cancellationToken);
                    TimeSpan? latency = answer is null ? null : Stopwatch.GetElapsedTime(started);
                    bool isLast = work.Row.Set(work.Query, answer);
                    lock (gate)
                    {
                        tally.Take(latency, isLast ? work.Row.IsAnswered : null);
                    }
                });
        }

        IEnumerable<(HandRow Row, int Query)> Queries(HandRow row) => Enumerable.Range(0, prompts.Length).Select(query => (row, query));

        async Task<Assessment?> AnswerAsync(int query, string prompt, CancellationToken cancellationToken)
        {
            try
            {
                return await ask(query, prompt, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                return null;
            }
        }
    }
}
