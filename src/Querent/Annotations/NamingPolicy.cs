namespace Querent;

/// <summary>How C# names become the names of JSON properties and of columns, as <c>System.Text.Json</c> writes them.</summary>
public enum NamingPolicy
{
    /// <summary><c>invoice_total</c>.</summary>
    SnakeCaseLower,

    /// <summary><c>invoiceTotal</c>.</summary>
    CamelCase,

    /// <summary><c>InvoiceTotal</c>: the name as it is in C#.</summary>
    AsDeclared,

    /// <summary><c>INVOICE_TOTAL</c>.</summary>
    SnakeCaseUpper,

    /// <summary><c>invoice-total</c>.</summary>
    KebabCaseLower,

    /// <summary><c>INVOICE-TOTAL</c>.</summary>
    KebabCaseUpper,
}
