using Microsoft.CodeAnalysis;

namespace Querent.Generators.Diagnostics;

/// <summary>What is wrong with an example of a query.</summary>
internal static class ExampleRules
{
    public const string Category = "Querent.Examples";

    public static readonly DiagnosticDescriptor Syntax = new(
        "QRN0701",
        "An example is no JSON",
        "The {1} of an example of '{0}' cannot be read as JSON: {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0701.md");

    public static readonly DiagnosticDescriptor Value = new(
        "QRN0702",
        "A value of an example does not fit",
        "'{0}' does not fit: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0702.md");

    public static readonly DiagnosticDescriptor UnknownProperty = new(
        "QRN0703",
        "An example has a property that its type does not have",
        "'{0}' has no property '{1}' in JSON{2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0703.md");

    public static readonly DiagnosticDescriptor MissingProperty = new(
        "QRN0704",
        "An example lacks a property",
        "'{0}' lacks '{1}', which {2} needs; add it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0704.md");

    public static readonly DiagnosticDescriptor Cell = new(
        "QRN0705",
        "An example is for no cell",
        "An example of '{0}' is for no cell: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0705.md");
}
