using System.Globalization;
using System.Text.Json;

namespace Querent;

/// <summary>What the body of an error says, as far as it can be read: a proxy's page says nothing, half a body what stands in its half.</summary>
internal struct ErrorBody
{
    private FilterFindings _filter;

    /// <summary>Whether there is an <c>error</c>.</summary>
    public bool HasError { get; private set; }

    /// <summary>The provider's code.</summary>
    public string? Code { get; private set; }

    /// <summary>The code of the inner error, a refinement of <see cref="Code"/>.</summary>
    public string? InnerCode { get; private set; }

    /// <summary>The status that the body itself names, in its code or beside it.</summary>
    public int? Status { get; private set; }

    /// <summary>What the content filter found.</summary>
    public readonly FilterFindings Filter => _filter;

    public static ErrorBody Read(ReadOnlySpan<byte> body)
    {
        var error = new ErrorBody();
        try
        {
            var json = new Utf8JsonReader(body);
            json.Read();
            if (json.TokenType == JsonTokenType.StartArray)
            {
                json.Read();   // some gateways give a list of one
            }

            if (json.TokenType == JsonTokenType.StartObject)
            {
                error.ReadRoot(ref json);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // What was read up to here stays.
        }

        return error;
    }

    private void ReadRoot(ref Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isError = json.ValueTextEquals("error"u8), isCode = json.ValueTextEquals("code"u8);
            json.Read();
            if (isError)
            {
                HasError |= json.TokenType is JsonTokenType.StartObject or JsonTokenType.String;
                ReadError(ref json);
            }
            else if (isCode && Code is null)
            {
                ReadCode(ref json);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private void ReadError(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("code"u8))
            {
                json.Read();
                ReadCode(ref json);
            }
            else if (json.ValueTextEquals("status"u8))
            {
                json.Read();
                if (Status is null)
                {
                    ReadStatus(ref json);
                }

                json.Skip();
            }
            else if (json.ValueTextEquals("innererror"u8))
            {
                json.Read();
                ReadInner(ref json);
            }
            else
            {
                ReadFilterOrSkip(ref json);
            }
        }
    }

    private void ReadInner(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("code"u8))
            {
                json.Read();
                InnerCode = WireToken.Read(ref json);
                json.Skip();
            }
            else
            {
                ReadFilterOrSkip(ref json);
            }
        }
    }

    private void ReadFilterOrSkip(ref Utf8JsonReader json)
    {
        bool isResults = ContentFilter.IsResults(ref json), isList = json.ValueTextEquals("content_filters"u8);
        json.Read();
        if (isResults)
        {
            ContentFilter.ReadResults(ref json, ContentFilterSource.Prompt, ref _filter);
        }
        else if (isList)
        {
            ContentFilter.ReadList(ref json, source: null, ref _filter);
        }
        else
        {
            json.Skip();
        }
    }

    private void ReadCode(ref Utf8JsonReader json)
    {
        Code = WireToken.Read(ref json);
        if (int.TryParse(Code, NumberStyles.None, CultureInfo.InvariantCulture, out int status))
        {
            Status = status;
        }
        else
        {
            ReadStatus(ref json);
        }

        json.Skip();
    }

    private void ReadStatus(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt32(out int status))
        {
            Status = status;
        }
    }
}
