using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace Querent.Emulator;

/// <summary>
/// Answers a chat completion: gateway checks → body → request checks → fault or answer → latency → reply. A quota would
/// stand between the checks and the fault.
/// </summary>
internal sealed class CompletionHandler(
    EmulatorOptions options, TrafficCounters counters, AttemptLog attempts, PreciseTimer timer, CancellationToken stopping)
{
    private const string RequestIdHeader = "apim-request-id";   // Azure's name for it

    private readonly CompletionRequestReader _reader = new(options);
    private readonly CompletionWriter _writer = new(options.ContentFilterResults, options.TimeProvider);
    private readonly WireFaultPlayer _wire = new(timer);
    private readonly FrozenSet<string> _deployments = options.Deployments.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly FaultRule[] _faults = [.. options.Faults];
    private readonly bool _needsRequest = options.NeedsRequest;

    public async Task HandleAsync(HttpContext context, CompletionRoute route)
    {
        var exchange = new Exchange(context, counters);
        context.Response.Headers[RequestIdHeader] = Guid.NewGuid().ToString();
        foreach ((string name, string value) in options.ReplyHeaders)
        {
            context.Response.Headers[name] = value;
        }

        try
        {
            await AnswerAsync(exchange, route).ConfigureAwait(false);
        }
        catch (RequestRejectedException rejection)
        {
            exchange.Answer(rejection.StatusCode);
            await ReplyWriter.WriteAsync(context, rejection).ConfigureAwait(false);
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            exchange.AbortByEmulator();
            context.Abort();
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested || exception is IOException)
        {
            exchange.AbortByClient();
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            // A script of the user's threw: say so where it will be read.
            var failure = RequestRejectedException.FromGateway(500, "EmulatorScriptFailed", $"{exception.GetType().Name}: {exception.Message}");
            exchange.Answer(failure.StatusCode);
            await ReplyWriter.WriteAsync(context, failure).ConfigureAwait(false);
        }
    }

    private async Task AnswerAsync(Exchange exchange, CompletionRoute route)
    {
        HttpContext context = exchange.Context;
        CheckGateway(context.Request, route);
        using var reply = new Utf8Buffer(2048);
        Plan plan;
        using (Utf8Buffer body = await BodyReader.ReadAsync(context.Request, options.MaxRequestBytes, context.RequestAborted).ConfigureAwait(false))
        {
            plan = Decide(body, route, reply);
        }

        if (plan.Latency > TimeSpan.Zero)
        {
            await timer.WaitUntilAsync(exchange.Arrival + Ticks.Of(plan.Latency), context.RequestAborted).ConfigureAwait(false);
        }

        if (plan.Request is not null && options.Hold?.Invoke(plan.Request) is Task hold)
        {
            await hold.WaitAsync(context.RequestAborted).ConfigureAwait(false);
        }

        switch (plan.Fault)
        {
            case ReplyFault fault:
                exchange.Answer(fault.StatusCode);
                await fault.WriteAsync(context, options.TimeProvider).ConfigureAwait(false);
                break;
            case WireFault fault:
                await _wire.PlayAsync(fault, exchange, reply.Memory).ConfigureAwait(false);
                break;
            case BodyFault fault:
                exchange.Answer(plan.StatusCode);
                fault.WriteHeaders(context.Response.Headers);
                await ReplyWriter.WriteAsync(context, plan.StatusCode, fault.Change(reply.Memory)).ConfigureAwait(false);
                break;
            default:
                exchange.Answer(plan.StatusCode);
                await ReplyWriter.WriteAsync(context, plan.StatusCode, reply.Memory).ConfigureAwait(false);
                break;
        }
    }

    private void CheckGateway(HttpRequest request, CompletionRoute route)
    {
        if (!Credentials.Accept(request, options.ApiKey))
        {
            throw Rejections.AccessDenied.Again();
        }

        if (!route.IsDated)
        {
            return;
        }

        if (!request.QueryString.HasValue || request.Query["api-version"].ToString().Length == 0)
        {
            throw Rejections.MissingApiVersion.Again();
        }

        CheckDeployment(route.Deployment!);
    }

    private void CheckDeployment(string deployment)
    {
        if (_deployments.Count > 0 && !_deployments.Contains(deployment))
        {
            throw Rejections.DeploymentNotFound.Again();
        }
    }

    /// <summary>Reads the request and settles what becomes of it; the reply to a request that is answered is written here.</summary>
    private Plan Decide(Utf8Buffer body, CompletionRoute route, Utf8Buffer reply)
    {
        CompletionRequest parsed = _reader.Read(body.Span);
        string deployment = route.Deployment ?? parsed.Model ?? throw Rejections.MissingModel.Again();
        CheckDeployment(deployment);

        AttemptKey key = attempts.Add(StableHash.Of(body.Span));
        EmulatorRequest? request = _needsRequest ? new EmulatorRequest(deployment, body.Span.ToArray(), in parsed, in key) : null;
        EmulatorFault? fault = ChooseFault(in key, request);
        TimeSpan latency = fault?.Latency ?? (fault is null || fault.TakesLatency ? options.Latency.Of(in key, request) : TimeSpan.Zero);
        int statusCode = fault is ReplyFault ? 0 : WriteReply(reply, body.Span, deployment, in parsed, in key, request, fault as AnswerFault);
        return new Plan(request, fault, latency, statusCode);
    }

    private EmulatorFault? ChooseFault(in AttemptKey key, EmulatorRequest? request)
    {
        foreach (FaultRule rule in _faults)
        {
            if (rule.Choose(in key, request) is EmulatorFault fault)
            {
                counters.Strike(fault.Name);
                return fault;
            }
        }

        return null;
    }

    private int WriteReply(
        Utf8Buffer reply,
        ReadOnlySpan<byte> body,
        string deployment,
        in CompletionRequest parsed,
        in AttemptKey key,
        EmulatorRequest? request,
        AnswerFault? fault)
    {
        EmulatorAnswer? script = request is null ? null : options.Answer?.Invoke(request);
        if (script?.RawBody is string raw && fault is null)
        {
            reply.Write(raw);
            return script.StatusCode;
        }

        using var content = new Utf8Buffer();
        var completion = new Completion { HasContent = true, PromptTokens = parsed.PromptTokens };
        if (script is null)
        {
            AnswerMaker.Write(content, body[parsed.Messages], parsed.Format);
            Cap(content, parsed.MaxOutputTokens, ref completion);
        }
        else
        {
            Follow(script, content, ref completion);
        }

        fault?.Change(ref completion, content, new FaultContext(parsed.Format, StableHash.Combine(key.PromptHash, (ulong)key.Attempt)));
        completion.Content = content.Memory;
        _writer.Write(reply, deployment, in key, in completion);
        return 200;
    }

    private static void Cap(Utf8Buffer content, long? maxOutputTokens, ref Completion completion)
    {
        if (maxOutputTokens is long most && TokenEstimate.Of(content.Length) > most)
        {
            content.TruncateText((int)most * TokenEstimate.BytesPerToken);
            completion.FinishReason = "length";
        }
    }

    private static void Follow(EmulatorAnswer script, Utf8Buffer content, ref Completion completion)
    {
        content.Write(script.Content ?? "");
        completion.HasContent = script.Content is not null;
        completion.Refusal = script.Refusal;
        completion.FinishReason = script.FinishReason;
        completion.OmitUsage = script.OmitUsage;
        completion.PromptTokens = script.PromptTokens ?? completion.PromptTokens;
        completion.CompletionTokens = script.CompletionTokens;
        completion.CachedTokens = script.CachedTokens;
        completion.ReasoningTokens = script.ReasoningTokens;
    }

    private readonly record struct Plan(EmulatorRequest? Request, EmulatorFault? Fault, TimeSpan Latency, int StatusCode);
}
