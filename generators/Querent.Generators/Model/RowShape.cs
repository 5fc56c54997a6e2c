namespace Querent.Generators.Model;

/// <summary>
/// A row type as the author declared it, with every type that can be reached from it. Compares by value; holds no
/// symbol, syntax or location, and says nothing about right or wrong.
/// </summary>
/// <param name="Namespace">Its namespace; empty for the global one.</param>
/// <param name="Name">Its name.</param>
/// <param name="MetadataName">Its name with namespace and containing types, as reflection writes it.</param>
/// <param name="FullName">Its C# name from <c>global::</c> on.</param>
internal sealed record RowShape(string Namespace, string Name, string MetadataName, string FullName)
{
    /// <summary>The types around it, the outermost first.</summary>
    public EquatableArray<ContainingTypeShape> ContainingTypes { get; init; }

    public RowTraits Traits { get; init; }

    /// <summary>The language version of its file, as in <c>1400</c> for C# 14.</summary>
    public int LanguageVersion { get; init; }

    /// <summary>The system message; null for none.</summary>
    public string? SystemMessage { get; init; }

    /// <summary>The prompt file that holds the system message; null for none.</summary>
    public string? SystemFile { get; init; }

    /// <summary>The most tokens that the fixed part of each prompt may have; null for no such limit.</summary>
    public int? TokenBudget { get; init; }

    /// <summary>The properties, those of base types first, each in the order of its declaration.</summary>
    public EquatableArray<RowMember> Members { get; init; }

    /// <summary>The parameters of a positional row, by the names of their properties.</summary>
    public EquatableArray<PositionalShape> Positional { get; init; }

    /// <summary>Members that the author gave a name which the generated code needs.</summary>
    public EquatableArray<string> ReservedNames { get; init; }

    /// <summary>A field that has to be set where a row is made; null for none.</summary>
    public string? RequiredField { get; init; }

    /// <summary>A validation attribute on the row itself, which nobody would check; null for none.</summary>
    public ConstraintShape? Unchecked { get; init; }

    /// <summary>The input type that the author named; null when one is to be generated.</summary>
    public InputShape? Input { get; init; }

    /// <summary>The case studies, those on the row itself first.</summary>
    public EquatableArray<CaseStudyShape> CaseStudies { get; init; }

    /// <summary>The enum of the case studies; the default where the row has none.</summary>
    public TypeRef? Case { get; init; }

    /// <summary>Whether the enum is to be generated with this row: a base row's is used where it declares all of them.</summary>
    public bool DeclaresCase { get; init; }

    /// <summary>How C# names become those of JSON properties and columns.</summary>
    public NamingPolicy Naming { get; init; }

    /// <summary>Whose subset of JSON schema its answers are described in.</summary>
    public SchemaProfile Profile { get; init; }

    /// <summary>What its queries ask of the model beside their prompts.</summary>
    public RequestShape Request { get; init; } = RequestShape.Nothing;

    /// <summary>The static tables that templates may look things up in.</summary>
    public EquatableArray<TableShape> Tables { get; init; }

    /// <summary>The filters that the author named types for, in the order of the types.</summary>
    public EquatableArray<FilterShape> Filters { get; init; }

    /// <summary>The tables that files fill.</summary>
    public EquatableArray<LookupShape> Lookups { get; init; }

    public TypeTable Types { get; init; } = new(EquatableArray<TypeShape>.Empty);

    public bool Is(RowTraits trait) => (Traits & trait) != 0;
}

/// <summary>Yes-or-no facts about a row's declaration.</summary>
[Flags]
internal enum RowTraits
{
    None = 0,
    Partial = 1,
    RecordClass = 1 << 1,
    Generic = 1 << 2,
    Abstract = 1 << 3,
    FileLocal = 1 << 4,

    /// <summary>It can be made: it is positional or has a constructor without parameters.</summary>
    Makeable = 1 << 5,

    /// <summary>It is seen outside of its assembly.</summary>
    Public = 1 << 6,

    /// <summary>It is seen everywhere in its assembly.</summary>
    Internal = 1 << 7,

    /// <summary>A base type has an <c>Input</c> that it hides.</summary>
    HidesInput = 1 << 8,

    /// <summary>A base type has a <c>Prompts</c> that it hides.</summary>
    HidesPrompts = 1 << 9,

    /// <summary>The author has a type of the name that the outcome's extension would take.</summary>
    OutcomesTaken = 1 << 10,

    /// <summary>Another type has its name but for the case of letters.</summary>
    Twin = 1 << 11,

    /// <summary>A base type has a <c>Case</c> that it hides.</summary>
    HidesCase = 1 << 12,
}

/// <summary>A type around a row.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Declaration">What re-opens it: <c>partial class Outer</c>.</param>
/// <param name="IsPartial">Whether it can be re-opened.</param>
internal sealed record ContainingTypeShape(string Name, string Declaration, bool IsPartial);

/// <summary>A parameter of a positional row.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Default">Its default value as C#; null for none.</param>
/// <param name="HasProperty">Whether a property of that name holds it.</param>
/// <param name="IsParams">Whether it takes all arguments that are left.</param>
internal sealed record PositionalShape(string Name, string? Default, bool HasProperty, bool IsParams);

/// <summary>What a property of a row is for.</summary>
internal enum RowMemberRole
{
    Input,
    Query,

    /// <summary>The author's own affair: computed, static, not public, not settable.</summary>
    None,
}

/// <summary>A property of a row.</summary>
internal sealed record RowMember(string Name, RowMemberRole Role, TypeRef Type)
{
    /// <summary>Whether it has the <c>required</c> modifier.</summary>
    public bool IsRequired { get; init; }

    public bool IsPositional { get; init; }

    public bool IsSettable { get; init; }

    /// <summary>The C# of the constant that it starts with; null for none.</summary>
    public string? Initializer { get; init; }

    /// <summary>Whether <c>Input</c> has to insist on a value: there is no default that it could copy.</summary>
    public bool NeedsValue { get; init; }

    /// <summary>The attributes to copy, as C# without brackets.</summary>
    public EquatableArray<string> Attributes { get; init; }

    /// <summary>Whether <c>[JsonIgnore]</c> leaves it out of the columns.</summary>
    public bool IsIgnored { get; init; }

    /// <summary>Whether a base type declares it.</summary>
    public bool IsInherited { get; init; }

    /// <summary>Whether it tells rows apart by <c>[Key]</c>.</summary>
    public bool IsKey { get; init; }

    /// <summary>Whether <c>[RowKey]</c> makes it the row's key, or a part of it.</summary>
    public bool IsRowKey { get; init; }

    /// <summary>Whether a base type that is a row itself declares it, and reports what is wrong with it.</summary>
    public bool IsInheritedFromRow { get; init; }

    /// <summary>What documents it, as a <c>cref</c>; null where there is no writing one.</summary>
    public string? DocReference { get; init; }

    /// <summary>Its name in columns, before anything is added to it.</summary>
    public string ColumnName { get; init; } = "";

    /// <summary>What is asked, of a query.</summary>
    public QueryShape? Query { get; init; }

    /// <summary>Whether it is marked both as a query and as a matrix.</summary>
    public bool IsQueryTwice { get; init; }

    /// <summary>Whether it is a matrix of the row's own case studies and no query.</summary>
    public bool IsUnmarkedMatrix { get; init; }

    /// <summary>How it is shown to the model where a template names it; null for a property that is no image.</summary>
    public ImageShape? Image { get; init; }

    /// <summary>The type of an answer: of a matrix that of a cell's, and of what need not be asked without its null.</summary>
    public TypeRef AnswerType { get; init; }

    /// <summary>A query's answer, as if it were the only property of an object.</summary>
    public MemberShape? Answer { get; init; }

    /// <summary>The examples that its query is asked with.</summary>
    public EquatableArray<ExampleShape> Examples { get; init; }

    /// <summary>Whether the row cannot be made without a value for it.</summary>
    public bool IsMandatory { get; init; }

    /// <summary>How the author's input type provides it.</summary>
    public InputMatch InputMatch { get; init; }

    /// <summary>The type of the input type's property of this name, for messages.</summary>
    public string? InputMemberType { get; init; }
}

/// <summary>How a property of the row finds its value on the author's input type.</summary>
internal enum InputMatch
{
    /// <summary>The row's input type is generated, or has a property that fits.</summary>
    Fits,
    Missing,
    WrongType,
    Nullable,
}

/// <summary>What a <c>[Query]</c> or <c>[QueryMatrix]</c> says.</summary>
/// <param name="Template">The template; empty where a file holds it.</param>
/// <param name="File">The prompt file that holds the template; null for none.</param>
internal sealed record QueryShape(string Template, string? File)
{
    /// <summary>Whether the compiler makes no constant of the template, and says why.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>The condition under which it is asked; null for always.</summary>
    public string? When { get; init; }

    /// <summary>What it asks of the model beside its prompt.</summary>
    public RequestShape Request { get; init; } = RequestShape.Nothing;

    /// <summary>What it is the product of; null for a single query.</summary>
    public MatrixShape? Matrix { get; init; }

    /// <summary>Whether the attribute says that it is a matrix.</summary>
    public bool IsMatrix { get; init; }

    /// <summary>The most tokens that the fixed part of the prompt may have; null where the row's own limit holds.</summary>
    public int? TokenBudget { get; init; }
}

/// <summary>An input type of the author's.</summary>
/// <param name="Type">The type.</param>
/// <param name="Unsuitable">Why it cannot be one; null when it can.</param>
/// <param name="IsAsVisibleAsRow">Whether everybody who sees the row sees the input.</param>
internal sealed record InputShape(TypeRef Type, string? Unsuitable, bool IsAsVisibleAsRow)
{
    /// <summary>The properties that it marks with <c>[RowKey]</c> itself, those of its bases first.</summary>
    public EquatableArray<string> Keys { get; init; }
}
