using Querent.Generators.Model;

namespace Querent.Generators.Binding.Data;

/// <summary>A value of data that fits its type: what is left is to write it as C# or JSON.</summary>
internal abstract record BoundData(TypeRef Type);

internal sealed record NullData(TypeRef Type) : BoundData(Type);

/// <summary>A value that a text tells.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Text">
/// A number as JSON and C# both write it, a date in its round-trip form, bytes in Base64, JSON as it is, all else by its
/// invariant text.
/// </param>
internal sealed record ScalarData(TypeRef Type, string Text) : BoundData(Type);

/// <summary>A member of an enum.</summary>
internal sealed record EnumData(TypeRef Type, EnumMemberShape Member) : BoundData(Type);

internal sealed record ListData(TypeRef Type, EquatableArray<BoundData> Items) : BoundData(Type);

internal sealed record MapData(TypeRef Type, EquatableArray<EntryData> Entries) : BoundData(Type);

/// <summary>A key with its value.</summary>
internal sealed record EntryData(string Key, BoundData Value);

/// <summary>An object, with those of its members that are given, in the order of their declaration.</summary>
internal sealed record ObjectData(TypeRef Type, EquatableArray<MemberData> Members) : BoundData(Type);

/// <summary>A dictionary by the members of an enum.</summary>
internal sealed record EnumMapData(TypeRef Type, EquatableArray<MemberData> Members) : BoundData(Type);

/// <summary>An object that is one of several types.</summary>
/// <param name="Type">The type that stands for all of them.</param>
/// <param name="Case">What it turned out to be.</param>
/// <param name="Value">Its value.</param>
internal sealed record UnionData(TypeRef Type, UnionCase Case, ObjectData Value) : BoundData(Type);

/// <summary>A member with its value.</summary>
internal sealed record MemberData(MemberShape Member, BoundData Value);

/// <summary>The answers of a matrix, in the order of its cells; null for those that are not given.</summary>
internal sealed record MatrixData(RowMember Matrix, EquatableArray<CellData> Cells) : BoundData(Matrix.Type);

/// <summary>A cell of a matrix, and its answer.</summary>
internal sealed record CellData(string Unit, BoundData? Answer);
