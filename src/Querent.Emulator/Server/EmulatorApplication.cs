using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Querent.Emulator;

/// <summary>Takes each request from Kestrel and sends it where its path says.</summary>
internal sealed class EmulatorApplication : IHttpApplication<HttpContext>, IDisposable
{
    private readonly EmulatorOptions _options;
    private readonly CompletionHandler _completions;
    private readonly AttemptLog _attempts = new();
    private readonly PreciseTimer _timer = new();
    private readonly CancellationTokenSource _stopping = new();

    public EmulatorApplication(EmulatorOptions options)
    {
        _options = options;
        Behavior = new EmulatorBehavior(options);
        _completions = new CompletionHandler(options, Behavior, Counters, _attempts, _timer, _stopping.Token);
    }

    public TrafficCounters Counters { get; } = new();

    public EmulatorBehavior Behavior { get; }

    public EmulatorCounters GetCounters() => Counters.Take(_attempts.Distinct);

    public void ResetCounters()
    {
        Counters.Reset();
        _attempts.Reset();
    }

    /// <summary>Lets go of everything that is held.</summary>
    public void Stop() => _stopping.Cancel();

    public void Dispose()
    {
        _timer.Dispose();
        _stopping.Dispose();
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures)
    {
        // Kestrel keeps the features of a connection, and with them the context of its last request.
        if (contextFeatures is not IHostContextContainer<HttpContext> container)
        {
            return new DefaultHttpContext(contextFeatures);
        }

        if (container.HostContext is DefaultHttpContext used)
        {
            used.Initialize(contextFeatures);
            return used;
        }

        return container.HostContext = new DefaultHttpContext(contextFeatures);
    }

    public void DisposeContext(HttpContext context, Exception? exception) => ((DefaultHttpContext)context).Uninitialize();

    private async Task ChangeBehaviorAsync(HttpContext context)
    {
        try
        {
            using Utf8Buffer body = await BodyReader.ReadAsync(context.Request, _options.MaxRequestBytes, context.RequestAborted).ConfigureAwait(false);
            BehaviorArguments.Apply(Encoding.UTF8.GetString(body.Span), Behavior);
            await ReplyWriter.WriteAsync(context, 204, default).ConfigureAwait(false);
        }
        catch (RequestRejectedException rejection)
        {
            await ReplyWriter.WriteAsync(context, rejection).ConfigureAwait(false);
        }
        catch (FormatException exception)
        {
            await ReplyWriter.WriteAsync(context, RequestRejectedException.FromGateway(400, "EmulatorOptions", exception.Message)).ConfigureAwait(false);
        }
    }

    public Task ProcessRequestAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        string path = request.Path.Value ?? "";
        if (CompletionRoute.TryMatch(path, out CompletionRoute route))
        {
            return HttpMethods.IsPost(request.Method)
                ? _completions.HandleAsync(context, route)
                : ReplyWriter.WriteAsync(context, Rejections.MethodNotAllowed);
        }

        if (path == "/emulator/counters" && HttpMethods.IsGet(request.Method))
        {
            return ReplyWriter.WriteAsync(context, 200, CountersJson.Write(GetCounters()));
        }

        if (path == "/emulator/counters/reset" && HttpMethods.IsPost(request.Method))
        {
            ResetCounters();
            return ReplyWriter.WriteAsync(context, 204, default);
        }

        if (path == "/emulator/behavior" && HttpMethods.IsPost(request.Method))
        {
            return ChangeBehaviorAsync(context);
        }

        return ReplyWriter.WriteAsync(context, Credentials.Accept(request, _options.ApiKey) ? Rejections.NotFound : Rejections.AccessDenied);
    }
}
