using Microsoft.CodeAnalysis;

namespace Querent.Generators.Model;

/// <summary>Something that is wrong with a row: which rule, about what, and where in terms of the row itself.</summary>
internal sealed record Problem(DiagnosticDescriptor Rule, Site Site, EquatableArray<string> Arguments)
{
    public Problem(DiagnosticDescriptor rule, Site site, params string[] arguments)
        : this(rule, site, arguments.ToEquatableArray())
    {
    }

    /// <summary>How a code fix mends it; null where that takes a decision of the author's.</summary>
    public Mend? Mend { get; init; }

    public bool IsError => Rule.DefaultSeverity == DiagnosticSeverity.Error;
}

/// <summary>
/// Where a problem is, said without source locations, so that those who find problems need none and the analyzer, which
/// has the syntax at hand, can look the place up.
/// </summary>
internal sealed record Site(SiteKind Kind)
{
    /// <summary>The member, containing type or attribute argument that is meant.</summary>
    public string Name { get; private init; } = "";

    /// <summary>The first character in the template.</summary>
    public int Offset { get; private init; }

    /// <summary>How many characters of the template.</summary>
    public int Length { get; private init; }

    /// <summary>Which of several attributes, from 0.</summary>
    public int Place { get; private init; }

    /// <summary>The prompt file whose characters are meant; null for the template of the attribute.</summary>
    public string? File { get; private init; }

    /// <summary>The name of an argument of an attribute.</summary>
    public string Argument { get; private init; } = "";

    /// <summary>The name of a named argument of a constraint; empty for one by its place.</summary>
    public string Named { get; private init; } = "";

    /// <summary>The member of the enum of criteria whose attribute is meant; empty for none.</summary>
    public string Criterion { get; private init; } = "";

    /// <summary>Which item of the argument is meant, from 0; null for all of it.</summary>
    public int? Item { get; private init; }

    /// <summary>The properties that lead from a query's answer to the place.</summary>
    public EquatableArray<string> Path { get; private init; }

    public static Site Row { get; } = new(SiteKind.Row);

    public static Site ContainingType(string name) => new(SiteKind.ContainingType) { Name = name };

    public static Site RowArgument(string name) => new(SiteKind.RowArgument) { Name = name };

    public static Site Member(string name) => new(SiteKind.Member) { Name = name };

    public static Site QueryArgument(string member, string argument) => new(SiteKind.QueryArgument) { Name = member, Argument = argument };

    public static Site TokenBudget(string member) => new(SiteKind.TokenBudget) { Name = member };

    /// <summary>Characters of a template.</summary>
    /// <param name="member">The query that it belongs to; empty for the row's own system message.</param>
    /// <param name="offset">The first character.</param>
    /// <param name="length">How many.</param>
    /// <param name="file">The prompt file that they stand in; null for an attribute.</param>
    /// <param name="argument">The attribute's named argument that they stand in; empty for the template of the query.</param>
    /// <param name="criterion">The criterion whose attribute it is; empty for the query's.</param>
    public static Site Template(string member, int offset, int length, string? file, string argument = "", string criterion = "")
        => new(SiteKind.Template) { Name = member, Offset = offset, Length = length, File = file, Argument = argument, Criterion = criterion };

    public static Site CriterionArgument(string member, string criterion, string argument, int? item = null)
        => new(SiteKind.CriterionArgument) { Name = member, Criterion = criterion, Argument = argument, Item = item };

    /// <summary>A place in a <c>[CaseStudy]</c>.</summary>
    /// <param name="member">The property that has it; empty for one on the row.</param>
    /// <param name="place">Which of those on the row and its bases, or on the property, from 0.</param>
    /// <param name="argument">The named argument, or the place of the positional one, from 0; empty for the whole.</param>
    /// <param name="item">Which item of the argument, from 0; null for all of it.</param>
    public static Site CaseStudy(string member, int place, string argument, int? item = null)
        => new(SiteKind.CaseStudy) { Name = member, Offset = place, Argument = argument, Item = item };

    public static Site LookupArgument(string member, string argument) => new(SiteKind.LookupArgument) { Name = member, Argument = argument };

    public static Site LookupFile(string member, string file, int offset, int length)
        => new(SiteKind.LookupFile) { Name = member, Offset = offset, Length = length, File = file };

    /// <summary>A place in an <c>[Example]</c>.</summary>
    /// <param name="member">The query.</param>
    /// <param name="place">Which of its examples, from 0.</param>
    /// <param name="argument">The argument, by the name of its parameter or property.</param>
    /// <param name="offset">The first character of its text.</param>
    /// <param name="length">How many.</param>
    public static Site Example(string member, int place, string argument, int offset = 0, int length = int.MaxValue)
        => new(SiteKind.Example) { Name = member, Place = place, Argument = argument, Offset = offset, Length = length };

    public static Site Answer(string member, IEnumerable<string> path)
        => new(SiteKind.Answer) { Name = member, Path = path.ToEquatableArray() };

    /// <summary>A validation attribute of a property inside of an answer's type.</summary>
    /// <param name="member">The query.</param>
    /// <param name="path">The properties that lead to the one that has it.</param>
    /// <param name="attribute">The attribute's name.</param>
    /// <param name="place">Which of its arguments, from 0; −1 for all of it.</param>
    /// <param name="named">The name of a named argument; empty for none.</param>
    public static Site Constraint(string member, IEnumerable<string> path, string attribute, int place, string named = "")
        => new(SiteKind.Constraint) { Name = member, Path = path.ToEquatableArray(), Argument = attribute, Place = place, Named = named };
}

/// <summary>What a <see cref="Site"/> points at.</summary>
internal enum SiteKind
{
    /// <summary>The row's name in its declaration.</summary>
    Row,

    /// <summary>The name of a type around the row.</summary>
    ContainingType,

    /// <summary>A named argument of <c>[QueryRow]</c>.</summary>
    RowArgument,

    /// <summary>The name of a member of the row.</summary>
    Member,

    /// <summary>A named argument of a member's <c>[Query]</c>.</summary>
    QueryArgument,

    /// <summary>The number of a member's <c>[TokenBudget]</c>, or its name where the row's holds.</summary>
    TokenBudget,

    /// <summary>Characters of a query's template or of a prompt file.</summary>
    Template,

    /// <summary>A property inside of an answer's type.</summary>
    Answer,

    /// <summary>A validation attribute of such a property.</summary>
    Constraint,

    /// <summary>A named argument of the <c>[Criterion]</c> of a member of the enum of a matrix.</summary>
    CriterionArgument,

    /// <summary>An argument of a <c>[CaseStudy]</c>.</summary>
    CaseStudy,

    /// <summary>A named argument of a member's <c>[Lookup]</c>; its file where there is no name.</summary>
    LookupArgument,

    /// <summary>Characters of a lookup file.</summary>
    LookupFile,

    /// <summary>Characters of an argument of one of a member's <c>[Example]</c>s.</summary>
    Example,
}
