using Microsoft.CodeAnalysis;

namespace Querent.Generators.Diagnostics;

/// <summary>What is wrong with the columns of a row.</summary>
internal static class ColumnRules
{
    public const string Category = "Querent.Columns";

    public static readonly DiagnosticDescriptor Collision = new(
        "QRN0401",
        "Two columns have the same name",
        "'{0}' and '{1}' both make the column '{2}'; rename one of them",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0401.md");

    public static readonly DiagnosticDescriptor LeftOut = new(
        "QRN0402",
        "A property has no column",
        "'{0}' is a '{1}', which {2}, so that it is left out of the columns; [JsonIgnore] says that this is meant",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Base + "QRN0402.md");
}
