using Microsoft.CodeAnalysis;

namespace Querent.Generators.Diagnostics;

/// <summary>What is wrong with the declaration of a row.</summary>
internal static class RowRules
{
    public const string Category = "Querent.Rows";

    public static readonly DiagnosticDescriptor NotPartial = new(
        "QRN0001",
        "A row has to be partial",
        "'{0}' has to be 'partial': the generator adds its input, plan and prompts to it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0001.md");

    public static readonly DiagnosticDescriptor ContainingTypeNotPartial = new(
        "QRN0002",
        "A type around a row has to be partial",
        "'{0}' has to be 'partial' because the row '{1}' is declared inside of it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0002.md");

    public static readonly DiagnosticDescriptor NotARecord = new(
        "QRN0003",
        "A row has to be a record class",
        "'{0}' has to be a 'partial record': a finished row is a value, and structs and plain classes cannot be one",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0003.md");

    public static readonly DiagnosticDescriptor Generic = new(
        "QRN0004",
        "A row cannot be generic",
        "'{0}' cannot be a row because it, or a type around it, is generic; declare a row for each case",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0004.md");

    public static readonly DiagnosticDescriptor Abstract = new(
        "QRN0005",
        "A row cannot be abstract",
        "'{0}' cannot be a row because it is abstract; move [QueryRow] to the records that derive from it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0005.md");

    public static readonly DiagnosticDescriptor NoQuery = new(
        "QRN0006",
        "A row needs a query",
        "'{0}' asks nothing; mark at least one required property with [Query]",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0006.md");

    public static readonly DiagnosticDescriptor QueryNotRequired = new(
        "QRN0007",
        "A query has to be required",
        "'{0}' has to be 'required': a row without this answer is no finished row",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0007.md");

    public static readonly DiagnosticDescriptor ReservedName = new(
        "QRN0008",
        "A name is taken by generated code",
        "'{0}' is the name of a member that the generator adds to '{1}'; rename yours",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0008.md");

    public static readonly DiagnosticDescriptor LanguageTooOld = new(
        "QRN0009",
        "The C# version is too old",
        "'{0}' needs C# 11 or later for its required properties and generated code; set LangVersion to 11 or above",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0009.md");

    public static readonly DiagnosticDescriptor UnsuitableInput = new(
        "QRN0010",
        "The input type is unsuitable",
        "'{0}' cannot be the input of '{1}' because it {2}; name a class or a record",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0010.md");

    public static readonly DiagnosticDescriptor InputLacksProperty = new(
        "QRN0011",
        "The input type lacks a property",
        "'{0}' has to come from the input, and '{1}' has no public property of that name; add one, or give this property a value of its own",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0011.md");

    public static readonly DiagnosticDescriptor InputPropertyMismatch = new(
        "QRN0012",
        "A property of the input does not fit",
        "'{0}' cannot be taken from '{1}': its property is a '{2}' and a '{3}' is needed",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0012.md");

    public static readonly DiagnosticDescriptor NotMakeable = new(
        "QRN0013",
        "A row cannot be made",
        "'{0}' cannot be made of its input and answers: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0013.md");

    public static readonly DiagnosticDescriptor FileLocal = new(
        "QRN0014",
        "A row cannot be local to a file",
        "'{0}' cannot be a row because it is a file-local type, which generated code cannot add to; remove 'file'",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0014.md");

    public static readonly DiagnosticDescriptor BadTokenLimit = new(
        "QRN0015",
        "A token limit has to be positive",
        "MaxOutputTokens of '{0}' is {1}; give a number from 1 up, or leave it out",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0015.md");

    public static readonly DiagnosticDescriptor QueryNotSettable = new(
        "QRN0016",
        "A query has to be settable",
        "'{0}' needs an accessible 'init' or 'set' so that its answer can be put in",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0016.md");

    public static readonly DiagnosticDescriptor NotCompleted = new(
        "QRN0017",
        "A row is not completed",
        "'{0}' was not completed, because it uses a type that a generator makes{1}, and generators do not see each other's code; declare that type yourself",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0017.md");

    public static readonly DiagnosticDescriptor WhenIsNoCondition = new(
        "QRN0018",
        "A condition is not one pair of braces",
        "The condition of '{0}' has to be one expression in braces and nothing else: When = \"{{{{ … }}}}\"",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0018.md");

    public static readonly DiagnosticDescriptor ConditionalNotNullable = new(
        "QRN0019",
        "What need not be asked has to be nullable",
        "'{0}' is not always asked, and null where it is not; make its {1} nullable: '{2}?'",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0019.md");

    public static readonly DiagnosticDescriptor BadRequestValue = new(
        "QRN0020",
        "A value for the request is out of range",
        "{0} of '{1}' is {2}; {3}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0020.md");

    public static readonly DiagnosticDescriptor BadImage = new(
        "QRN0021",
        "A property cannot be an image",
        "'{0}' cannot be an image: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0021.md");

    public static readonly DiagnosticDescriptor BadRowKey = new(
        "QRN0022",
        "A property cannot be the key of a row",
        "'{0}' cannot be the key of its row: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0022.md");

    public static readonly DiagnosticDescriptor StrayRowKey = new(
        "QRN0023",
        "A key belongs to no row",
        "'{0}' is marked with [RowKey], and no row takes its key from it: {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0023.md");
}
