using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Querent;

/// <summary>
/// Makes the fingerprints of a row type's queries and rows with one model: equal ones mean that the same was asked. What is the same for
/// all rows is hashed once.
/// </summary>
internal sealed class Fingerprints
{
    /// <summary>The length of each, in bytes.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    private readonly byte[][] _queries;
    private readonly byte[] _plan;

    public Fingerprints(ImmutableArray<QueryDefinition> queries, string model)
    {
        _queries = [.. queries.Select(query => OfQuery(query, model))];
        _plan = SHA256.HashData(Json(json =>
        {
            for (int query = 0; query < queries.Length; query++)
            {
                json.WriteStringValue(queries[query].Name);
                json.WriteStringValue(queries[query].TemplateHash);
                json.WriteBase64StringValue(_queries[query]);
                foreach (LookupSource lookup in queries[query].Lookups)
                {
                    json.WriteStringValue(lookup.ToString());
                }
            }
        }));
    }

    /// <summary>The fingerprint of a query with its prompt.</summary>
    /// <param name="query">Its place in the plan.</param>
    /// <param name="messages">The rendered messages.</param>
    public byte[] OfCall(int query, ReadOnlySpan<byte> messages)
    {
        byte[] parts = ArrayPool<byte>.Shared.Rent(Length + messages.Length);   // a copy and one hash take less time than two hashes
        _queries[query].CopyTo(parts, 0);
        messages.CopyTo(parts.AsSpan(Length));
        byte[] fingerprint = SHA256.HashData(parts.AsSpan(0, Length + messages.Length));
        ArrayPool<byte>.Shared.Return(parts);
        return fingerprint;
    }

    /// <summary>The fingerprint of a row: its input, and all that is asked of it.</summary>
    public byte[] OfRow(ReadOnlySpan<byte> inputHash)
    {
        Span<byte> parts = stackalloc byte[2 * Length];
        _plan.CopyTo(parts);
        inputHash.CopyTo(parts[Length..]);
        return SHA256.HashData(parts);
    }

    /// <summary>All that an answer depends on beside the prompt.</summary>
    private static byte[] OfQuery(QueryDefinition query, string model) => SHA256.HashData(Json(json =>
    {
        json.WriteStringValue(model);
        json.WriteBase64StringValue(query.ResponseFormat.Span);
        json.WriteNumberValue(query.MaxOutputTokens ?? 0);
        Write(json, query.Options.Temperature);
        Write(json, query.Options.TopP);
        json.WriteStringValue(query.Options.Seed?.ToString(CultureInfo.InvariantCulture));   // a double has not room for every one
        json.WriteStringValue(query.Options.ReasoningEffort);
        foreach (string stop in query.Options.Stop.IsDefault ? [] : query.Options.Stop)
        {
            json.WriteStringValue(stop);
        }
    }));

    private static void Write(Utf8JsonWriter json, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static ReadOnlySpan<byte> Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartArray();
        write(json);
        json.WriteEndArray();
        json.Flush();
        return buffer.WrittenSpan;
    }
}
