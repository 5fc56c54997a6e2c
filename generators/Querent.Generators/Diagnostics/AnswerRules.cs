using Microsoft.CodeAnalysis;

namespace Querent.Generators.Diagnostics;

/// <summary>What is wrong with the type of an answer.</summary>
internal static class AnswerRules
{
    public const string Category = "Querent.Answers";

    public static readonly DiagnosticDescriptor UnsupportedType = new(
        "QRN0301",
        "An answer type is not supported",
        "'{0}' cannot be read from an answer: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0301.md");

    public static readonly DiagnosticDescriptor RangeDoesNotFit = new(
        "QRN0302",
        "A range does not fit",
        "The range of '{0}' does not fit: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0302.md");

    public static readonly DiagnosticDescriptor TooManyProperties = new(
        "QRN0303",
        "An answer has too many properties",
        "'{0}' has {1} properties, more than the {2} that an answer's object may have; nest some of them",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0303.md");

    public static readonly DiagnosticDescriptor NameCollision = new(
        "QRN0304",
        "Two members of an answer have the same JSON name",
        "'{0}' and '{1}' are both '{2}' in JSON; rename one or give it a name of its own",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0304.md");

    public static readonly DiagnosticDescriptor ConstraintDoesNotApply = new(
        "QRN0305",
        "A constraint does not apply to its type",
        "[{1}] of '{0}' does not apply: {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0305.md");

    public static readonly DiagnosticDescriptor NoValueLeft = new(
        "QRN0306",
        "Constraints leave no value",
        "'{0}' can have no value: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0306.md");

    public static readonly DiagnosticDescriptor BadPattern = new(
        "QRN0307",
        "A pattern is no regular expression",
        "The pattern of '{0}' cannot be read: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0307.md");

    public static readonly DiagnosticDescriptor WrongConstant = new(
        "QRN0308",
        "A listed value is of another type",
        "[{1}] of '{0}' lists what it cannot be: {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0308.md");

    public static readonly DiagnosticDescriptor UncheckedConstraint = new(
        "QRN0309",
        "A constraint is not checked",
        "[{1}] of '{0}' would not be checked: {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0309.md");

    public static readonly DiagnosticDescriptor MeaninglessArgument = new(
        "QRN0310",
        "An argument of a constraint means nothing",
        "[{1}] of '{0}' has an argument that means nothing: {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0310.md");
}
