using System.Diagnostics;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Querent.Emulator;

/// <summary>Lets a connection fail.</summary>
internal sealed class WireFaultPlayer(PreciseTimer timer)
{
    // What was flushed is still on its way through the server's own pipe; a reset would overtake it.
    private static readonly TimeSpan Drain = TimeSpan.FromMilliseconds(10);

    public async Task PlayAsync(WireFault fault, Exchange exchange, ReadOnlyMemory<byte> body)
    {
        HttpContext context = exchange.Context;
        switch (fault.Kind)
        {
            case WireFaultKind.BlackHole:
            case WireFaultKind.HalfOpen:
                await UntilGoneAsync(context).ConfigureAwait(false);
                break;
            case WireFaultKind.StalledBody:
                Start(context, body.Length);
                await context.Response.BodyWriter.WriteAsync(body[..(body.Length / 2)], context.RequestAborted).ConfigureAwait(false);
                await UntilGoneAsync(context).ConfigureAwait(false);
                break;
            case WireFaultKind.GoAway:
                context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
                exchange.Answer(200);
                await ReplyWriter.WriteAsync(context, 200, body).ConfigureAwait(false);
                break;
            case WireFaultKind.LostConnection:
                exchange.AbortByEmulator();
                context.Features.Get<IConnectionLifetimeFeature>()?.Abort();
                break;
            case WireFaultKind.Reset:
                exchange.AbortByEmulator();
                context.Abort();
                break;
            case WireFaultKind.CutBody:
                exchange.AbortByEmulator();
                Start(context, body.Length);
                await context.Response.BodyWriter.WriteAsync(body[..(body.Length / 2)], CancellationToken.None).ConfigureAwait(false);
                if (fault.Resets)
                {
                    await WaitAsync(Drain, context).ConfigureAwait(false);
                    context.Abort();
                }

                break;
            default:
                await DripAsync(fault, exchange, body).ConfigureAwait(false);
                break;
        }
    }

    /// <summary>Waits until the client gives up: ends as cancelled.</summary>
    public static async Task UntilGoneAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (context.RequestAborted.UnsafeRegister(static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), gone))
        {
            await gone.Task.ConfigureAwait(false);
        }
    }

    private async Task DripAsync(WireFault fault, Exchange exchange, ReadOnlyMemory<byte> body)
    {
        HttpContext context = exchange.Context;
        Start(context, body.Length);
        while (body.Length > fault.Bytes)
        {
            await context.Response.BodyWriter.WriteAsync(body[..fault.Bytes], context.RequestAborted).ConfigureAwait(false);
            body = body[fault.Bytes..];
            await WaitAsync(fault.Interval, context).ConfigureAwait(false);
        }

        exchange.Answer(200);
        await context.Response.BodyWriter.WriteAsync(body, CancellationToken.None).ConfigureAwait(false);
    }

    private ValueTask WaitAsync(TimeSpan time, HttpContext context) =>
        timer.WaitUntilAsync(Stopwatch.GetTimestamp() + Ticks.Of(time), context.RequestAborted);

    private static void Start(HttpContext context, int length)
    {
        context.Response.StatusCode = 200;
        context.Response.ContentType = ReplyWriter.Json;
        context.Response.ContentLength = length;
    }
}
