using System.Net;

namespace Querent.Tests;

/// <summary>A handler that sends up to three times, as a retry policy of a caller's does; a stubborn one hides what goes wrong with that.</summary>
internal sealed class RetryingHandler(bool isStubborn = false) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    public int Sends { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage? last = null;
        while (Sends < 3)
        {
            Sends++;
            try
            {
                last = await base.SendAsync(request, cancellationToken);
            }
            catch (Exception) when (isStubborn && last is not null)
            {
            }

            if (last?.StatusCode == HttpStatusCode.OK)
            {
                break;
            }
        }

        return last!;
    }
}
