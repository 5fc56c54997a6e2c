using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI.Chat;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Hand;

/// <summary>Over the OpenAI client's protocol method, as sparingly as it can be called: the price of the method itself.</summary>
internal sealed class ProtocolWire(ChatClient client) : IHandWire
{
    public async ValueTask<Assessment?> AskAsync(HandWorker worker, CancellationToken cancellationToken)
    {
        using BinaryContent body = BinaryContent.Create(BinaryData.FromBytes(worker.Body.Written));
        var options = new RequestOptions
        {
            CancellationToken = cancellationToken,
            ErrorOptions = ClientErrorBehaviors.NoThrow,
            BufferResponse = false,
        };
        try
        {
            ClientResult result = await client.CompleteChatAsync(body, options);
            using PipelineResponse response = result.GetRawResponse();
            return await worker.ReadAsync(response.Status, response.ContentStream ?? Stream.Null, cancellationToken);
        }
        catch (Exception exception) when (exception is ClientResultException or AggregateException or HttpRequestException or IOException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        // The client holds nothing of its own: its connections are the process's.
    }
}
