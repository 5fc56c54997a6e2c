using Microsoft.CodeAnalysis;

namespace Querent.Generators.Diagnostics;

/// <summary>What is wrong with matrices, their case studies and criteria.</summary>
internal static class MatrixRules
{
    public const string Category = "Querent.Matrices";

    public static readonly DiagnosticDescriptor WrongType = Error(
        "QRN0801", "A matrix has the wrong type", "'{0}' is a '{1}', and {2}");

    public static readonly DiagnosticDescriptor NoCaseStudy = Error(
        "QRN0802", "A matrix has no case study", "'{0}' has no case study to ask about; mark at least one property of '{1}', or the row itself, with [CaseStudy]");

    public static readonly DiagnosticDescriptor BadCaseStudy = Error(
        "QRN0803", "A case study is wrong", "The case study '{0}' {1}");

    public static readonly DiagnosticDescriptor UnknownCase = Error(
        "QRN0804", "There is no such case study", "'{0}' has no case study '{1}'{2}");

    public static readonly DiagnosticDescriptor NeverAsked = Error(
        "QRN0805", "A case study is asked nothing", "'{0}' asks nothing of the case study '{1}', because each of its criteria is for others; name it in the Cases of one, or remove it");

    public static readonly DiagnosticDescriptor TooManyCells = Error(
        "QRN0806", "A matrix has too many cells", "'{0}' has {1} cells, and {2} are the most; split it into several matrices");

    public static readonly DiagnosticDescriptor NoCell = Error(
        "QRN0807", "A matrix has no such cell", "'{0}' is not asked, because its criterion is for other case studies of '{1}'; name a cell that is asked, or loop over '{1}'");

    public static readonly DiagnosticDescriptor UnknownAxis = Error(
        "QRN0808", "A matrix is indexed by something else", "'{0}' is no {1} of '{2}'{3}");

    public static readonly DiagnosticDescriptor AmbiguousMember = Error(
        "QRN0809", "A member of a case study has two meanings", "'{0}' is both something of the case study '{1}' itself and a member of what it holds; {2}");

    public static readonly DiagnosticDescriptor NoTemplate = Error(
        "QRN0810", "A cell has no template", "'{0}' has no template for '{1}'; give the matrix one, or each criterion its own");

    private static DiagnosticDescriptor Error(string id, string title, string message)
        => new(id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpLink.Base + id + ".md");
}
