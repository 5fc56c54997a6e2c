using Microsoft.AspNetCore.Http;

namespace Querent.Emulator;

/// <summary>The right answer, in a body that is not as it should be.</summary>
internal sealed record BodyFault(string Name, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> Change) : EmulatorFault(Name)
{
    public string? ContentEncoding { get; init; }

    public void WriteHeaders(IHeaderDictionary headers)
    {
        if (ContentEncoding is not null)
        {
            headers.ContentEncoding = ContentEncoding;
        }
    }
}
