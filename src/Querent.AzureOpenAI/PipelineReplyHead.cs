using System.ClientModel.Primitives;
using System.Globalization;

namespace Querent;

/// <summary>The head of a reply that the client's pipeline gave.</summary>
internal readonly struct PipelineReplyHead(PipelineResponse response) : IReplyHead
{
    public int Status => response.Status;

    public long? ContentLength => long.TryParse(Header("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out long length) ? length : null;

    public string? ContentEncoding => Header("Content-Encoding");

    public string? Header(string name) => response.Headers.TryGetValue(name, out string? value) ? value : null;
}
