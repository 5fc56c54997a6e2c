using Microsoft.CodeAnalysis;

namespace Querent.Generators.Diagnostics;

/// <summary>What is wrong with the writing of a template.</summary>
internal static class TemplateRules
{
    public const string Category = "Querent.Templates";

    public static readonly DiagnosticDescriptor Unclosed = new(
        "QRN0101",
        "A placeholder or tag is not closed",
        "This {0} has no '{1}' to end it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0101.md");

    public static readonly DiagnosticDescriptor EmptyPlaceholder = new(
        "QRN0102",
        "A placeholder is empty",
        "This placeholder is empty; name a member of the row in it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0102.md");

    public static readonly DiagnosticDescriptor Unexpected = new(
        "QRN0103",
        "A placeholder or tag is malformed",
        "Unexpected '{0}': {1} should stand here",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0103.md");

    public static readonly DiagnosticDescriptor UnclosedString = new(
        "QRN0104",
        "A text in a placeholder or tag is not closed",
        "This text has no closing {0}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0104.md");

    public static readonly DiagnosticDescriptor Unsupported = new(
        "QRN0105",
        "A part of Jinja2 is not in the template language",
        "{0} is not in the template language; {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0105.md");

    public static readonly DiagnosticDescriptor EmptyTemplate = new(
        "QRN0106",
        "A template is empty",
        "'{0}' asks nothing because its template is empty",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0106.md");

    public static readonly DiagnosticDescriptor UnclosedBlock = new(
        "QRN0108",
        "A tag has no end",
        "This '{0}' has no end; write {{% end{0} %}} where it ends",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0108.md");

    public static readonly DiagnosticDescriptor UnknownTag = new(
        "QRN0109",
        "A tag is unknown",
        "There is no tag '{0}'{1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0109.md");

    public static readonly DiagnosticDescriptor MisplacedTag = new(
        "QRN0110",
        "A tag does not belong here",
        "'{0}' does not belong here: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0110.md");
}
