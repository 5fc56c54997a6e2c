using System.Text.Json;
using SupportTriage;

namespace Querent.Templates.Benchmarks.Reading;

/// <summary>Reads answers by <see cref="JsonElement"/> as one writes it by hand: what is missing throws, the rest is not looked at.</summary>
internal static class DocumentReaders
{
    private static readonly Dictionary<string, BankingIntent> Intents = Enum.GetValues<BankingIntent>().ToDictionary(
        intent => JsonSerializer.SerializeToElement(intent, StrictContext.Default.BankingIntent).GetString()!, StringComparer.Ordinal);

    public static Triage Triage(JsonElement json)
        => new(Intents[json.GetProperty("intent"u8).GetString()!], Enum.Parse<Urgency>(json.GetProperty("urgency"u8).GetString()!), json.GetProperty("confidence"u8).GetDouble());

    public static CaseMark CaseMark(JsonElement json)
        => new(
            json.GetProperty("summary"u8).GetString()!,
            [.. json.GetProperty("criteria"u8).EnumerateArray().Select(Criterion)],
            [.. json.GetProperty("steps"u8).EnumerateArray().Select(step => step.GetInt32())],
            json.GetProperty("total"u8).GetInt32(),
            Enum.Parse<Standing>(json.GetProperty("standing"u8).GetString()!),
            json.GetProperty("doubt"u8).GetString());

    public static Invoice Invoice(JsonElement json)
        => new(
            json.GetProperty("number"u8).GetString()!,
            json.GetProperty("id"u8).GetGuid(),
            Date(json.GetProperty("issued"u8)),
            json.GetProperty("received"u8).GetDateTimeOffset(),
            Enum.Parse<Currency>(json.GetProperty("currency"u8).GetString()!),
            Party(json.GetProperty("supplier"u8)),
            Party(json.GetProperty("customer"u8)),
            [.. json.GetProperty("lines"u8).EnumerateArray().Select(Line)],
            json.GetProperty("totals"u8).EnumerateObject().ToDictionary(total => Enum.Parse<TaxRate>(total.Name), total => total.Value.GetDecimal()),
            json.GetProperty("payment"u8) is { ValueKind: not JsonValueKind.Null } payment ? Payment(payment) : null,
            json.GetProperty("confidence"u8).GetDouble(),
            json.GetProperty("note"u8).GetString());

    private static Criterion Criterion(JsonElement json)
        => new(
            json.GetProperty("name"u8).GetString()!,
            json.GetProperty("score"u8).GetInt32(),
            [.. json.GetProperty("reasons"u8).EnumerateArray().Select(reason => reason.GetString()!)],
            json.GetProperty("confidence"u8).GetDouble());

    private static InvoiceLine Line(JsonElement json)
        => new(
            json.GetProperty("position"u8).GetInt32(),
            json.GetProperty("article"u8).GetString(),
            json.GetProperty("text"u8).GetString()!,
            json.GetProperty("count"u8).GetInt32(),
            json.GetProperty("price"u8).GetDecimal(),
            Enum.Parse<TaxRate>(json.GetProperty("tax_rate"u8).GetString()!),
            json.GetProperty("delivered"u8) is { ValueKind: not JsonValueKind.Null } delivered ? Date(delivered) : null,
            json.GetProperty("is_returnable"u8).GetBoolean());

    private static Party Party(JsonElement json)
    {
        JsonElement address = json.GetProperty("address"u8);
        return new Party(
            json.GetProperty("name"u8).GetString()!,
            new Address(
                address.GetProperty("street"u8).GetString()!,
                address.GetProperty("city"u8).GetString()!,
                address.GetProperty("postal_code"u8).GetString()!,
                address.GetProperty("country"u8).GetString()!),
            json.GetProperty("tax_number"u8).GetString());
    }

    private static Payment Payment(JsonElement json)
        => json.GetProperty("kind"u8).ValueEquals("transfer"u8)
            ? new Transfer(json.GetProperty("iban"u8).GetString()!, Date(json.GetProperty("due"u8)))
            : new Card(json.GetProperty("last_digits"u8).GetString()!);

    private static DateOnly Date(JsonElement json) => DateOnly.ParseExact(json.GetString()!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
