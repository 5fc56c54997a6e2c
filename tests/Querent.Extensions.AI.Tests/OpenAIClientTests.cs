using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Querent.Emulator;
using Querent.EndToEnd.Tests;

namespace Querent.Extensions.AI.Tests;

public class OpenAIClientTests
{
    [Fact]
    public async Task Every_answer_names_its_own_row_and_query()
    {
        await using OpenAIRun run = await OpenAIRun.StartAsync(FaultRule.Share(EmulatorFault.Throttle(), 0.1));

        List<RowOutcome<EchoRow>> outcomes = await run.ListAsync(100);

        Assert.Equal(Enumerable.Range(0, 100), outcomes.Select(outcome => outcome.Input.Id));
        Assert.All(outcomes, outcome =>
        {
            string id = outcome.Input.Id.ToString(CultureInfo.InvariantCulture);
            EchoRow row = Assert.IsType<AnsweredRow<EchoRow>>(outcome).Row;
            Assert.Equal([new(id, "first"), new(id, "second"), new(id, "third")], [row.First, row.Second, row.Third]);
        });
        Assert.Equal(outcomes.SelectMany(outcome => outcome.Queries).Sum(query => query.Attempts.Length), run.Emulator.GetCounters().Attempts);
    }

    [Fact]
    public async Task The_messages_and_the_strict_schema_are_on_the_wire_as_the_direct_transport_sends_them()
    {
        List<EmulatorRequest> direct = [], client = [];
        await using EchoRun directRun = await EchoRun.StartAsync(Record(direct), options: EchoRun.Options(concurrency: 1));
        await using OpenAIRun clientRun = await OpenAIRun.StartAsync(Record(client), EchoRun.Options(concurrency: 1));

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
        await using EchoRun directRun = await EchoRun.StartAsync(Record(direct));
        await using OpenAIRun clientRun = await OpenAIRun.StartAsync(Record(client));
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
        await using OpenAIRun run = await OpenAIRun.StartAsync(
            Record(requests),
            transport: new ChatClientTransportOptions { ModelId = "gpt-4o-mini", Temperature = 0.7 },
            deployment: "nowhere");
        await using OpenAIRun without = await OpenAIRun.StartAsync(Record(requests), transport: new ChatClientTransportOptions { Temperature = null });

        Assert.All(await run.ListAsync(1), outcome => Assert.IsType<AnsweredRow<EchoRow>>(outcome));
        Assert.All(requests, request => Assert.Equal((0.7, "gpt-4o-mini"), (Body(request).GetProperty("temperature").GetDouble(), request.Deployment)));
        requests.Clear();
        Assert.All(await without.ListAsync(1), outcome => Assert.IsType<AnsweredRow<EchoRow>>(outcome));
        Assert.All(requests, request => Assert.False(Body(request).TryGetProperty("temperature", out _)));
    }

    [Fact]
    public async Task A_report_says_what_the_wire_said()
    {
        await using OpenAIRun run = await OpenAIRun.StartAsync();

        RowOutcome<EchoRow> outcome = Assert.Single(await run.ListAsync(1));

        Assert.All(outcome.Queries, query =>
        {
            Assert.Contains("emulator", query.Model, StringComparison.Ordinal);
            Assert.Equal(FinishReason.Stop, query.FinishReason);
            Assert.True(query.Usage is { InputTokens: > 0, OutputTokens: > 0 });
        });
    }

    [Fact]
    public async Task A_wrong_key_fails_every_row_and_says_what_to_check_without_the_key()
    {
        await using OpenAIRun run = await OpenAIRun.StartAsync(apiKey: "wrong-key");

        RowFailure failure = Assert.IsType<FailedRow<EchoRow>>(Assert.Single(await run.ListAsync(1))).Failure;

        Assert.Equal(QueryErrorKind.Authentication, failure.Error.Kind);
        Assert.Contains("Check the key", failure.Error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-key", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deployment_that_is_not_there_is_not_found()
    {
        await using OpenAIRun run = await OpenAIRun.StartAsync(deployment: "nowhere");

        RowFailure failure = Assert.IsType<FailedRow<EchoRow>>(Assert.Single(await run.ListAsync(1))).Failure;

        Assert.Equal((QueryErrorKind.NotFound, 404, "DeploymentNotFound"), (failure.Error.Kind, failure.Error.StatusCode, failure.Error.Code));
    }

    [Fact]
    public async Task A_dead_endpoint_is_a_connection_that_was_tried_again()
    {
        OpenAIRun run = await OpenAIRun.StartAsync(options: EchoRun.Options(attempts: 2));
        await run.Emulator.DisposeAsync();

        RowOutcome<EchoRow> outcome = Assert.Single(await run.ListAsync(1));
        await run.DisposeAsync();

        QueryError error = Assert.IsType<FailedRow<EchoRow>>(outcome).Failure.Error;
        Assert.Equal((QueryErrorKind.Connection, true), (error.Kind, error.IsTransient));
        Assert.Contains("refuses connections", error.Message, StringComparison.Ordinal);
        Assert.Contains(outcome.Queries, query => query.Attempts.Length == 2);
    }

    [Fact]
    public async Task A_network_time_out_of_the_client_is_a_time_out_that_is_tried_again()
    {
        await using OpenAIRun run = await OpenAIRun.StartAsync(
            FaultRule.Always(EmulatorFault.BlackHole()),
            EchoRun.Options(attempts: 2),
            networkTimeout: TimeSpan.FromMilliseconds(50));

        RowOutcome<EchoRow> outcome = Assert.Single(await run.ListAsync(1));

        QueryError error = Assert.IsType<FailedRow<EchoRow>>(outcome).Failure.Error;
        Assert.Equal((QueryErrorKind.TimedOut, true), (error.Kind, error.IsTransient));
        Assert.Contains("time-out of its own", error.Message, StringComparison.Ordinal);
        Assert.Contains(outcome.Queries, query => query.Attempts.Length == 2);
    }

    [Fact]
    public async Task The_attempts_deadline_ends_a_call_of_the_client()
    {
        await using OpenAIRun run = await OpenAIRun.StartAsync(
            FaultRule.Always(EmulatorFault.BlackHole()),
            EchoRun.Options(attempts: 1) with { AttemptTimeout = TimeSpan.FromMilliseconds(50) });

        QueryError error = Assert.IsType<FailedRow<EchoRow>>(Assert.Single(await run.ListAsync(1))).Failure.Error;

        Assert.Equal(QueryErrorKind.TimedOut, error.Kind);
        Assert.Contains("its deadline", error.Message, StringComparison.Ordinal);
        await run.Emulator.WaitForIdleAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Leaving_a_run_leaves_nothing_in_flight_at_the_endpoint()
    {
        await using OpenAIRun run = await OpenAIRun.StartAsync(
            FaultRule.When(request => EchoRun.RowOf(request) >= 4 ? EmulatorFault.BlackHole() : null),
            EchoRun.Options(concurrency: 8));
        Task full = run.Emulator.WaitForInFlightAsync(8, TestContext.Current.CancellationToken);

        await foreach (RowOutcome<EchoRow> outcome in run.Executor.RunAsync(EchoRun.Inputs(100), cancellationToken: TestContext.Current.CancellationToken))
        {
            if (outcome.Index == 3)
            {
                await full;
                break;
            }
        }

        Assert.Equal(0, run.Executor.GetStatistics().InFlight);
        await run.Emulator.WaitForIdleAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_a_decorator_sends_again_by_itself_is_on_the_wire_and_in_no_report()
    {
        await using OpenAIRun run = await OpenAIRun.StartAsync(FaultRule.FirstAttempts(EmulatorFault.Status(500)), decorate: client => new Retrying(client));

        RowOutcome<EchoRow> outcome = Assert.Single(await run.ListAsync(1));

        Assert.IsType<AnsweredRow<EchoRow>>(outcome);
        Assert.All(outcome.Queries, query => Assert.Single(query.Attempts));
        Assert.Equal(6, run.Emulator.GetCounters().Attempts);
    }

    [Fact]
    public async Task A_decorator_of_the_options_reaches_the_wire()
    {
        List<EmulatorRequest> requests = [];
        await using OpenAIRun run = await OpenAIRun.StartAsync(
            Record(requests),
            decorate: client => client.AsBuilder().ConfigureOptions(options => options.Seed = 7).Build());

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
