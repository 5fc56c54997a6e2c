using System.Text.Json;
using Microsoft.Extensions.AI;
using Querent.Conformance;
using Querent.Emulator;

namespace Querent.Extensions.AI.Tests;

public class OpenAIClientTests
{
    [Fact]
    public async Task The_messages_and_the_strict_schema_are_on_the_wire_as_the_direct_transport_sends_them()
    {
        List<EmulatorRequest> direct = [], client = [];
        await using EchoRun directRun = await EchoRun.StartAsync(DifferenceTests.Direct, Record(direct), options: EchoRun.Options(concurrency: 1));
        await using EchoRun clientRun = await EchoRun.StartAsync(OverOpenAIClient.Connect, Record(client), options: EchoRun.Options(concurrency: 1));

        await directRun.ListAsync(2);
        await clientRun.ListAsync(2);

        Assert.Equal(6, client.Count);
        Assert.Equal(direct.Select(Sent), client.Select(Sent));
        Assert.All(client, request => Assert.Contains("\"additionalProperties\":false", Compact(request.SchemaJson!), StringComparison.Ordinal));
        Assert.All(client, request => Assert.True(Format(request).GetProperty("strict").GetBoolean()));
        Assert.All(client, request => Assert.Equal(0, Body(request).GetProperty("temperature").GetDouble()));
    }

    [Fact]
    public async Task A_schema_of_every_kind_of_answer_and_the_token_limit_are_on_the_wire_as_the_direct_transport_sends_them()
    {
        List<EmulatorRequest> direct = [], client = [];
        await using EchoRun directRun = await EchoRun.StartAsync(DifferenceTests.Direct, Record(direct));
        await using EchoRun clientRun = await EchoRun.StartAsync(OverOpenAIClient.Connect, Record(client));
        var input = new RichRow.Input { Id = 1 };

        // The echo is no answer to this; what was asked is what counts.
        await directRun.Executor.AskAsync(input, TestContext.Current.CancellationToken);
        await clientRun.Executor.AskAsync(input, TestContext.Current.CancellationToken);

        Assert.Equal(Sent(Assert.Single(direct)), Sent(Assert.Single(client)));
        Assert.Equal(123, client[0].MaxOutputTokens);
    }

    [Fact]
    public async Task The_model_and_the_temperature_are_on_the_wire_as_the_options_have_them()
    {
        List<EmulatorRequest> requests = [];
        await using EchoRun run = await EchoRun.StartAsync(
            target => OverOpenAIClient.Connect(target with { Deployment = "nowhere" }, new ChatClientTransportOptions { ModelId = target.Deployment, Temperature = 0.7 }),
            Record(requests));
        await using EchoRun without = await EchoRun.StartAsync(
            target => OverOpenAIClient.Connect(target, new ChatClientTransportOptions { Temperature = null }),
            Record(requests));

        Assert.All(await run.ListAsync(1), outcome => Assert.IsType<AnsweredRow<EchoRow>>(outcome));
        Assert.All(requests, request => Assert.Equal((0.7, "gpt-4o-mini"), (Body(request).GetProperty("temperature").GetDouble(), request.Deployment)));
        requests.Clear();
        Assert.All(await without.ListAsync(1), outcome => Assert.IsType<AnsweredRow<EchoRow>>(outcome));
        Assert.All(requests, request => Assert.False(Body(request).TryGetProperty("temperature", out _)));
    }

    [Fact]
    public async Task A_network_time_out_of_the_client_is_a_time_out_that_is_tried_again()
    {
        await using EchoRun run = await EchoRun.StartAsync(
            target => OverOpenAIClient.Connect(target, null, networkTimeout: TimeSpan.FromMilliseconds(50)),
            FaultRule.Always(EmulatorFault.BlackHole()),
            options: EchoRun.Options(attempts: 2));

        RowOutcome<EchoRow> outcome = Assert.Single(await run.ListAsync(1));

        QueryError error = Assert.IsType<FailedRow<EchoRow>>(outcome).Failure.Error;
        Assert.Equal((QueryErrorKind.TimedOut, true), (error.Kind, error.IsTransient));
        Assert.Contains("time-out of its own", error.Message, StringComparison.Ordinal);
        Assert.Contains(outcome.Queries, query => query.Attempts.Length == 2);
    }

    [Fact]
    public async Task The_attempts_deadline_ends_a_call_of_the_client()
    {
        await using EchoRun run = await EchoRun.StartAsync(
            OverOpenAIClient.Connect,
            FaultRule.Always(EmulatorFault.BlackHole()),
            options: EchoRun.Options(attempts: 1) with { AttemptTimeout = TimeSpan.FromMilliseconds(50) });

        QueryError error = Assert.IsType<FailedRow<EchoRow>>(Assert.Single(await run.ListAsync(1))).Failure.Error;

        Assert.Equal(QueryErrorKind.TimedOut, error.Kind);
        Assert.Contains("its deadline", error.Message, StringComparison.Ordinal);
        await run.Emulator.WaitForIdleAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_a_decorator_sends_again_by_itself_is_on_the_wire_and_in_no_report()
    {
        await using EchoRun run = await EchoRun.StartAsync(
            target => OverOpenAIClient.Connect(target, null, client => new Retrying(client)),
            FaultRule.FirstAttempts(EmulatorFault.Status(500)));

        RowOutcome<EchoRow> outcome = Assert.Single(await run.ListAsync(1));

        Assert.IsType<AnsweredRow<EchoRow>>(outcome);
        Assert.All(outcome.Queries, query => Assert.Single(query.Attempts));
        Assert.Equal(6, run.Emulator.GetCounters().Attempts);
    }

    [Fact]
    public async Task A_decorator_of_the_options_reaches_the_wire()
    {
        List<EmulatorRequest> requests = [];
        await using EchoRun run = await EchoRun.StartAsync(
            target => OverOpenAIClient.Connect(target, null, client => client.AsBuilder().ConfigureOptions(options => options.Seed = 7).Build()),
            Record(requests));

        Assert.All(await run.ListAsync(1), outcome => Assert.IsType<AnsweredRow<EchoRow>>(outcome));

        Assert.All(requests, request => Assert.Equal(7, Body(request).GetProperty("seed").GetInt32()));
        Assert.All(requests, request => Assert.True(Format(request).GetProperty("strict").GetBoolean()));
    }

    private static FaultRule Record(List<EmulatorRequest> requests) => FaultRule.When(request =>
    {
        lock (requests)
        {
            requests.Add(request);
        }

        return null;
    });

    private static JsonElement Body(EmulatorRequest request)
    {
        using var body = JsonDocument.Parse(request.Body);
        return body.RootElement.Clone();
    }

    private static JsonElement Format(EmulatorRequest request) => Body(request).GetProperty("response_format").GetProperty("json_schema");

    private static string Sent(EmulatorRequest request)
        => $"{request.Deployment}|{request.SchemaName}|{Compact(request.SchemaJson!)}|{request.MaxOutputTokens}|{string.Join('|', request.Messages.Select(message => $"{message.Role}:{message.Content}"))}";

    private static string Compact(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement);
    }

    private sealed class Retrying(IChatClient inner) : DelegatingChatClient(inner)
    {
        public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            try
            {
                return await base.GetResponseAsync(messages, options, cancellationToken);
            }
            catch (System.ClientModel.ClientResultException)
            {
                return await base.GetResponseAsync(messages, options, cancellationToken);
            }
        }
    }
}
