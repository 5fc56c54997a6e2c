using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace Querent.Emulator;

/// <summary>
/// Answers a chat completion: gateway checks → body → request checks → quota → fault or answer → latency → reply. What the
/// quota refuses is no attempt of its prompt: no rule sees it.
/// </summary>
internal sealed class CompletionHandler(
    EmulatorOptions options, EmulatorBehavior behavior, TrafficCounters counters, AttemptLog attempts, PreciseTimer timer, CancellationToken stopping)
{
    private const string RequestIdHeader = "apim-request-id";   // Azure's name for it

    private readonly CompletionRequestReader _reader = new(options);
    private readonly CompletionReply _replies = new(options);
    private readonly WireFaultPlayer _wire = new(timer);
    private readonly FrozenSet<string> _deployments = options.Deployments.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly QuotaGate _quota = new(behavior.Quotas, counters, options.TimeProvider);

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
            plan = Decide(exchange, body, route, reply);
        }

        if (plan.Latency > TimeSpan.Zero)
        {
            await timer.WaitUntilAsync(exchange.Arrival + Ticks.Of(plan.Latency), context.RequestAborted).ConfigureAwait(false);
        }

        if (plan.Request is not null && options.Hold?.Invoke(plan.Request) is Task hold)
        {
            await hold.WaitAsync(context.RequestAborted).ConfigureAwait(false);
        }

        if (plan.Fault?.Gate is { } gate)
        {
            await gate.PassAsync(context.RequestAborted).ConfigureAwait(false);
        }

        if (DeadConnection.IsOne(context))
        {
            await WireFaultPlayer.UntilGoneAsync(context).ConfigureAwait(false);
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
                exchange.Answer(plan.StatusCode, plan.GoodTokens);
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
        if (!Exists(deployment))
        {
            throw Rejections.DeploymentNotFound.Again();
        }
    }

    private bool Exists(string deployment) => _deployments.Count == 0 || _deployments.Contains(deployment);

    /// <summary>Reads the request and settles what becomes of it; the reply to a request that is answered is written here.</summary>
    private Plan Decide(Exchange exchange, Utf8Buffer body, CompletionRoute route, Utf8Buffer reply)
    {
        CompletionRequest parsed;
        try
        {
            parsed = _reader.Read(body.Span);
        }
        catch (RequestRejectedException)
        {
            if (IsThrottled(exchange, body, route, reply))
            {
                return Plan.Throttled;
            }

            throw;
        }

        string deployment = route.Deployment ?? parsed.Model ?? throw Rejections.MissingModel.Again();
        CheckDeployment(deployment);
        if (!_quota.Admit(exchange, deployment, in parsed, reply))
        {
            return Plan.Throttled;
        }

        AttemptKey key = attempts.Add(StableHash.Of(body.Span));
        FaultSet faults = behavior.Faults;
        EmulatorLatency latencies = behavior.Latency;
        EmulatorRequest? request = behavior.NeedsRequest(faults, latencies) ? new EmulatorRequest(deployment, body.Span.ToArray(), in parsed, in key) : null;
        EmulatorFault? fault = faults.Choose(in key, request);
        if (fault is not null)
        {
            if (fault is WireFault { Kind: WireFaultKind.HalfOpen })
            {
                DeadConnection.Mark(exchange.Context);
            }

            counters.Strike(fault.Name);
            exchange.Admission?.Fail();
        }

        TimeSpan latency = fault?.Latency ?? (fault is null || fault.TakesLatency ? latencies.Of(in key, request) : TimeSpan.Zero);
        (int statusCode, long tokens) = fault is ReplyFault ? default : _replies.Write(reply, body.Span, deployment, in parsed, in key, request, fault as AnswerFault);
        return new Plan(request, fault, latency * (exchange.Admission?.LatencyFactor ?? 1), statusCode)
        {
            GoodTokens = fault is null && statusCode == 200 ? tokens : null,
        };
    }

    // The gateway counts before the model looks: with nothing left, a bad request is a 429 too.
    private bool IsThrottled(Exchange exchange, Utf8Buffer body, CompletionRoute route, Utf8Buffer reply)
    {
        string? deployment = route.Deployment ?? ModelName.Find(body.Span);
        return deployment is not null && Exists(deployment) && !_quota.AdmitFailing(exchange, deployment, reply);
    }

    private readonly record struct Plan(EmulatorRequest? Request, EmulatorFault? Fault, TimeSpan Latency, int StatusCode)
    {
        public static Plan Throttled { get; } = new(null, null, TimeSpan.Zero, 429);

        /// <summary>For an answer that nothing is wrong with, its tokens.</summary>
        public long? GoodTokens { get; init; }
    }
}
