using Microsoft.CodeAnalysis;

namespace Querent.Generators.Diagnostics;

/// <summary>What is wrong with the writing of a template.</summary>
internal static class TemplateRules
{
    public const string Category = "Querent.Templates";

    public static readonly DiagnosticDescriptor Unclosed = new(
        "QRN0101",
        "A placeholder is not closed",
        "This placeholder has no '}}' to end it",
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
        "A placeholder is malformed",
        "Unexpected '{0}': {1} should stand here",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0103.md");

    public static readonly DiagnosticDescriptor UnclosedString = new(
        "QRN0104",
        "A text in a placeholder is not closed",
        "This text has no closing {0}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0104.md");

    public static readonly DiagnosticDescriptor Unsupported = new(
        "QRN0105",
        "A part of the template language is not supported yet",
        "{0} is not supported in templates yet; only placeholders are (to write the characters themselves, put them in quotes: {{{{ \"{{%\" }}}})",
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
}
