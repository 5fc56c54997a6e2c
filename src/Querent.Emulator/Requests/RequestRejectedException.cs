namespace Querent.Emulator;

/// <summary>The service would refuse this request; holds the reply it would give.</summary>
internal sealed class RequestRejectedException(int statusCode, ReadOnlyMemory<byte> body, string message) : Exception(message)
{
    public int StatusCode { get; } = statusCode;

    public ReadOnlyMemory<byte> Body { get; } = body;

    /// <summary>The same refusal as a new exception: one that is kept must not be thrown by two threads.</summary>
    public RequestRejectedException Again() => new(StatusCode, Body, Message);

    /// <summary>A 400 in OpenAI's form: message, type, parameter and code.</summary>
    public static RequestRejectedException InvalidRequest(string message, string? parameter, string? code)
    {
        using var body = new Utf8Buffer();
        body.Write("{\"error\":{\"message\":"u8);
        body.WriteJsonString(message);
        body.Write(",\"type\":\"invalid_request_error\",\"param\":"u8);
        body.WriteJsonString(parameter);
        body.Write(",\"code\":"u8);
        body.WriteJsonString(code);
        body.Write("}}"u8);
        return new RequestRejectedException(400, body.Span.ToArray(), message);
    }

    /// <summary>A refusal in the form of Azure's gateway: code and message.</summary>
    public static RequestRejectedException FromGateway(int statusCode, string code, string message)
    {
        using var body = new Utf8Buffer();
        body.Write("{\"error\":{\"code\":"u8);
        body.WriteJsonString(code);
        body.Write(",\"message\":"u8);
        body.WriteJsonString(message);
        body.Write("}}"u8);
        return new RequestRejectedException(statusCode, body.Span.ToArray(), message);
    }
}
