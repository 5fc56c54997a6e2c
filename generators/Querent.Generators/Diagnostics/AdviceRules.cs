using Microsoft.CodeAnalysis;

namespace Querent.Generators.Diagnostics;

/// <summary>What is right and could be better.</summary>
internal static class AdviceRules
{
    public const string Category = "Querent.Advice";

    public static readonly DiagnosticDescriptor BrokenPrefix = new(
        "QRN0501",
        "A placeholder breaks up what a prompt cache could keep",
        "'{0}' parts about {1} tokens from about {2} more that are the same for every row; move it to the end, since a provider's prompt cache keeps only what prompts begin with, from {3} tokens up",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0501.md");

    public static readonly DiagnosticDescriptor UnusedInput = new(
        "QRN0502",
        "An input is not used",
        "'{0}' is used by no query of '{1}'; name it in a template, or mark it with [Key] if it only tells rows apart",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0502.md");

    public static readonly DiagnosticDescriptor ObscureEnum = new(
        "QRN0503",
        "The members of an enum tell little",
        "'{0}' is answered by '{1}', whose members ({2}) tell a model little; say what they mean by [Description] on the property or the enum",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0503.md");

    public static readonly DiagnosticDescriptor OverBudget = new(
        "QRN0504",
        "A prompt exceeds its token budget",
        "'{0}' asks with at least {1} tokens that are the same for every row, more than the {2} of its [TokenBudget]; shorten the prompt or raise the budget",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0504.md");

    public static readonly DiagnosticDescriptor SharedBehind = new(
        "QRN0505",
        "What the cells of a row share comes late",
        "'{0}' is the same for all cells of a row and comes behind '{1}', which is not; move it ahead, since a provider's prompt cache keeps only what prompts begin with",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0505.md");
}
