namespace Querent.Generators.Model;

/// <summary>A use of a type: its place in the <see cref="TypeTable"/>, and whether null is allowed there.</summary>
internal readonly record struct TypeRef(int Id, bool IsNullable);

/// <summary>
/// Every type that is reachable from a row, once each. Types refer to each other by number, so that types that hold
/// themselves compare in finite time.
/// </summary>
internal sealed record TypeTable(EquatableArray<TypeShape> Types)
{
    public TypeShape this[TypeRef type] => Types[type.Id];

    /// <summary>
    /// Whether a value of the type can be written as JSON: what lists and maps hold counts, and one that holds nothing but
    /// itself has nothing to write.
    /// </summary>
    public bool HasJson(TypeRef type)
    {
        var around = new HashSet<int>();
        int id = type.Id;
        while (Types[id].Kind.HasElements())
        {
            if (!around.Add(id))
            {
                return false;
            }

            id = Types[id].Element.Id;
        }

        return Types[id].Kind != ValueKind.Opaque;
    }

    /// <summary>Whether the JSON of a type may hold a value of another, or is one.</summary>
    public bool Leads(int from, int to)
    {
        var seen = new HashSet<int>();
        var open = new Stack<int>([from]);
        while (open.Count > 0)
        {
            int id = open.Pop();
            if (id == to)
            {
                return true;
            }

            if (!seen.Add(id))
            {
                continue;
            }

            TypeShape type = Types[id];
            if (type.Kind.HasElements())
            {
                open.Push(type.Element.Id);
            }

            foreach (MemberShape member in type.Members)
            {
                if (!member.IsIgnored)
                {
                    open.Push(member.Type.Id);
                }
            }

            foreach (UnionCase option in type.Union?.Cases ?? default)
            {
                open.Push(option.Type.Id);
            }
        }

        return false;
    }
}

/// <summary>A type as it is at one moment: plain values, no symbol.</summary>
/// <param name="Kind">What it is to us.</param>
/// <param name="FullName">Its C# name from <c>global::</c> on, without a nullable annotation of its own.</param>
/// <param name="DisplayName">Its name as people write it.</param>
/// <param name="IsValueType">Whether <c>T?</c> is a <c>Nullable&lt;T&gt;</c>.</param>
internal sealed record TypeShape(ValueKind Kind, string FullName, string DisplayName, bool IsValueType)
{
    /// <summary>The members of an enum.</summary>
    public EquatableArray<EnumMemberShape> EnumMembers { get; init; }

    /// <summary>The readable public properties of an object, those of its base types first.</summary>
    public EquatableArray<MemberShape> Members { get; init; }

    /// <summary>The elements of a list, the values of a map.</summary>
    public TypeRef Element { get; init; }

    /// <summary>The enum that the keys of a dictionary are members of.</summary>
    public TypeRef Key { get; init; }

    public ListForm ListForm { get; init; }

    /// <summary>The types that a value may turn out to be, by <c>[JsonDerivedType]</c>; null for just this one.</summary>
    public UnionShape? Union { get; init; }

    /// <summary>The property that tells how much a list or map holds; null when it has none to be seen.</summary>
    public string? CountMember { get; init; }

    /// <summary>Whether it is an interface of lists that are read by number: its enumerator would be garbage.</summary>
    public bool IsIndexed
        => FullName.StartsWith("global::System.Collections.Generic.IReadOnlyList<", StringComparison.Ordinal)
            || FullName.StartsWith("global::System.Collections.Generic.IList<", StringComparison.Ordinal);

    /// <summary>How an object is made; empty for one without parameters.</summary>
    public EquatableArray<ParameterShape> Constructor { get; init; }

    /// <summary>Why an object cannot be made of an answer; null when it can.</summary>
    public string? Unmakeable { get; init; }

    /// <summary>A field that has to be set where an object is made; null for none.</summary>
    public string? RequiredField { get; init; }

    /// <summary>Whether a value has a check of its own: <c>IValidatableObject</c>.</summary>
    public bool ChecksItself { get; init; }

    /// <summary>A validation attribute on the type itself, which nobody would check; null for none.</summary>
    public ConstraintShape? Unchecked { get; init; }

    /// <summary>The <c>[Description]</c> of the type itself, or the summary of its documentation.</summary>
    public string? Description { get; init; }
}

/// <summary>A property of a type.</summary>
/// <param name="Name">Its C# name.</param>
/// <param name="Type">Its type.</param>
/// <param name="WireName">Its name in JSON.</param>
internal sealed record MemberShape(string Name, TypeRef Type, string WireName)
{
    /// <summary>Whether <c>[JsonIgnore]</c> leaves it out of JSON.</summary>
    public bool IsIgnored { get; init; }

    public bool IsSettable { get; init; }

    /// <summary>Whether it has the <c>required</c> modifier.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether <c>[JsonInclude]</c> says that it is part of JSON, whoever may set it.</summary>
    public bool IsIncluded { get; init; }

    /// <summary>Whether a <c>[JsonConverter]</c> of the user's decides its JSON.</summary>
    public bool HasConverter { get; init; }

    /// <summary>Its <c>[Description]</c>, or the summary of its documentation.</summary>
    public string? Description { get; init; }

    /// <summary>What its validation attributes ask of its value.</summary>
    public EquatableArray<ConstraintShape> Constraints { get; init; }

    /// <summary>How it is shown to the model where a template names it; null for a property that is no image.</summary>
    public ImageShape? Image { get; init; }
}

/// <summary>What <c>[JsonPolymorphic]</c> and <c>[JsonDerivedType]</c> say of a type.</summary>
/// <param name="Discriminator">The property that tells the types apart.</param>
/// <param name="Cases">The types, in the order of their attributes.</param>
internal sealed record UnionShape(string Discriminator, EquatableArray<UnionCase> Cases);

/// <summary>A type that a value may turn out to be.</summary>
/// <param name="Type">The type.</param>
/// <param name="Tag">The discriminator's value for it; null where the attribute gives none.</param>
/// <param name="IsNumber">Whether that value is an integer and no text.</param>
/// <param name="Depth">How many types it derives from.</param>
internal sealed record UnionCase(TypeRef Type, string? Tag, bool IsNumber, int Depth);

/// <summary>A constructor's parameter.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Member">The index of the property it sets; −1 when it sets none.</param>
/// <param name="IsOptional">Whether it may be left out.</param>
internal sealed record ParameterShape(string Name, int Member, bool IsOptional);

/// <summary>A member of an enum, with its name in JSON and in prompts.</summary>
internal sealed record EnumMemberShape(string Name, string WireName, string Value);
