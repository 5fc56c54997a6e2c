using Microsoft.CodeAnalysis;

namespace Querent.Generators.Diagnostics;

/// <summary>What is wrong with a table that a file fills.</summary>
internal static class LookupRules
{
    public const string Category = "Querent.Lookups";

    public static readonly DiagnosticDescriptor Declaration = new(
        "QRN0601",
        "A lookup cannot be filled",
        "'{0}' cannot be filled from a file: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0601.md");

    public static readonly DiagnosticDescriptor File = new(
        "QRN0602",
        "A lookup file cannot be used",
        "The lookup file '{0}' {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0602.md");

    public static readonly DiagnosticDescriptor Syntax = new(
        "QRN0603",
        "A lookup file cannot be read",
        "'{0}' cannot be read as {1}: {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0603.md");

    public static readonly DiagnosticDescriptor Key = new(
        "QRN0604",
        "A lookup has no such key column",
        "The key of '{0}' cannot be told: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0604.md");

    public static readonly DiagnosticDescriptor DuplicateKey = new(
        "QRN0605",
        "A key of a lookup is not the only one",
        "'{0}' has the key '{1}' already; remove or rename one of the two",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0605.md");

    public static readonly DiagnosticDescriptor Value = new(
        "QRN0606",
        "A value of a lookup does not fit",
        "'{0}' does not fit: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0606.md");

    public static readonly DiagnosticDescriptor UnknownProperty = new(
        "QRN0607",
        "A lookup has a property that its type does not have",
        "'{0}' has no property '{1}' in JSON{2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0607.md");

    public static readonly DiagnosticDescriptor MissingProperty = new(
        "QRN0608",
        "A lookup lacks a property",
        "'{0}' lacks '{1}', which {2} needs; add it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0608.md");
}
