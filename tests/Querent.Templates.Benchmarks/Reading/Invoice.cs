using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Querent.Templates.Benchmarks.Reading;

public enum Currency
{
    EUR,
    USD,
    GBP,
    CHF,
}

public enum TaxRate
{
    None,
    Reduced,
    Standard,
}

public sealed record Address(string Street, string City, string PostalCode, string Country);

public sealed record Party(string Name, Address Address, string? TaxNumber);

public sealed record InvoiceLine(
    [property: Range(1, 999)] int Position,
    string? Article,
    string Text,
    [property: Range(1, 1000)] int Count,
    decimal Price,
    TaxRate TaxRate,
    DateOnly? Delivered,
    bool IsReturnable);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Transfer), "transfer")]
[JsonDerivedType(typeof(Card), "card")]
public abstract record Payment;

public sealed record Transfer(string Iban, DateOnly Due) : Payment;

public sealed record Card(string LastDigits) : Payment;

public sealed record Invoice(
    string Number,
    Guid Id,
    DateOnly Issued,
    DateTimeOffset Received,
    Currency Currency,
    Party Supplier,
    Party Customer,
    ImmutableArray<InvoiceLine> Lines,
    Dictionary<TaxRate, decimal> Totals,
    Payment? Payment,
    double Confidence,
    string? Note);

/// <summary>What was read from an invoice: nested records, dates, a list, a union, an object by an enum.</summary>
[QueryRow]
public partial record ScannedInvoice
{
    public required string Text { get; init; }

    [Query("Read this invoice.\n{{ Text }}")]
    public required Invoice Invoice { get; init; }
}
