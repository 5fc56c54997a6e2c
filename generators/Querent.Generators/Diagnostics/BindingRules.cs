using Microsoft.CodeAnalysis;

namespace Querent.Generators.Diagnostics;

/// <summary>What is wrong with the meaning of a template.</summary>
internal static class BindingRules
{
    public const string Category = "Querent.Binding";

    public static readonly DiagnosticDescriptor UnknownMember = new(
        "QRN0201",
        "A placeholder names an unknown member",
        "'{0}' has no member '{1}'{2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0201.md");

    public static readonly DiagnosticDescriptor UnknownFilter = new(
        "QRN0202",
        "A filter is unknown",
        "There is no filter '{0}'{1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0202.md");

    public static readonly DiagnosticDescriptor BadFilterArgument = new(
        "QRN0203",
        "A filter has the wrong arguments",
        "The filter '{0}' takes {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0203.md");

    public static readonly DiagnosticDescriptor NullableWithoutDefault = new(
        "QRN0204",
        "A value may be null",
        "'{0}' may be null; say what to write then: {{{{ {1} | default(\"…\") }}}}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0204.md");

    public static readonly DiagnosticDescriptor NoTextForm = new(
        "QRN0205",
        "A value has no text form",
        "'{0}' is a '{1}', which has no text form; {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0205.md");

    public static readonly DiagnosticDescriptor FilterDoesNotApply = new(
        "QRN0207",
        "A filter cannot be applied here",
        "The filter '{0}' cannot be applied to {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0207.md");

    public static readonly DiagnosticDescriptor UnlikeTypes = new(
        "QRN0208",
        "Types do not fit together",
        "A '{0}' and a '{1}' cannot {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0208.md");

    public static readonly DiagnosticDescriptor UnknownEnumMember = new(
        "QRN0209",
        "An enum has no such member",
        "The enum '{0}' has no member '{1}'{2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0209.md");

    public static readonly DiagnosticDescriptor NotALoop = new(
        "QRN0210",
        "A value cannot be looped over",
        "'{0}' is a '{1}', and a 'for' takes {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0210.md");

    public static readonly DiagnosticDescriptor NullableUse = new(
        "QRN0211",
        "A value that may be null is used",
        "'{0}' may be null here; ask before: {{% if {0} %}}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0211.md");

    public static readonly DiagnosticDescriptor PromptFile = new(
        "QRN0212",
        "A prompt file cannot be used",
        "The prompt file '{0}' {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0212.md");

    public static readonly DiagnosticDescriptor NoItems = new(
        "QRN0213",
        "A value cannot be indexed so",
        "'{0}' is a '{1}', and {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0213.md");

    public static readonly DiagnosticDescriptor UnknownTest = new(
        "QRN0214",
        "A test is unknown",
        "There is no test '{0}'{1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0214.md");

    public static readonly DiagnosticDescriptor Cycle = new(
        "QRN0215",
        "A query waits for itself",
        "'{0}' can only be asked when it has been answered: {1}; leave out one of these references",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0215.md");

    public static readonly DiagnosticDescriptor MisplacedImage = new(
        "QRN0216",
        "An image cannot stand here",
        "'{0}' is an image, and {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0216.md");

    public static readonly DiagnosticDescriptor MissingKey = new(
        "QRN0217",
        "A table has no such key",
        "'{0}' has no entry '{1}'{2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0217.md");
}
