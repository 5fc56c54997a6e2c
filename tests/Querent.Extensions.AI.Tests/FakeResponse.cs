using System.ClientModel;
using System.ClientModel.Primitives;
using System.Diagnostics.CodeAnalysis;

namespace Querent.Extensions.AI.Tests;

/// <summary>An HTTP response as the OpenAI and Azure OpenAI clients' exceptions hold it.</summary>
internal sealed class FakeResponse(int status, string body, params (string Name, string Value)[] headers) : PipelineResponse
{
    public override int Status => status;

    public override string ReasonPhrase => "";

    public override Stream? ContentStream { get; set; }

    public override BinaryData Content { get; } = BinaryData.FromString(body);

    protected override PipelineResponseHeaders HeadersCore { get; } = new FakeHeaders(headers);

    public static ClientResultException Exception(int status, string body = "", params (string Name, string Value)[] headers)
        => new("the prompt, quoted", new FakeResponse(status, body, headers));

    public override BinaryData BufferContent(CancellationToken cancellationToken = default) => Content;

    public override ValueTask<BinaryData> BufferContentAsync(CancellationToken cancellationToken = default) => new(Content);

    public override void Dispose()
    {
    }

    private sealed class FakeHeaders((string Name, string Value)[] headers) : PipelineResponseHeaders
    {
        public override bool TryGetValue(string name, [NotNullWhen(true)] out string? value)
            => (value = headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value) is not null;

        public override bool TryGetValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
            => (values = TryGetValue(name, out string? value) ? [value] : null) is not null;

        public override IEnumerator<KeyValuePair<string, string>> GetEnumerator()
            => headers.Select(header => KeyValuePair.Create(header.Name, header.Value)).GetEnumerator();
    }
}
