using Querent.Generators.Model;

namespace Querent.Generators.Binding;

/// <summary>Which properties of a type an answer has.</summary>
internal static class AnswerMembers
{
    /// <summary>The most properties of one object: the reader keeps a bit for each.</summary>
    public const int Most = 64;

    /// <summary>The properties that are neither ignored nor computed, in the order of their declaration.</summary>
    public static IEnumerable<MemberShape> Of(TypeShape type)
        => type.Members.Where((member, index) =>
            !member.IsIgnored && (member.IsSettable || type.Constructor.Any(parameter => parameter.Member == index)));

    /// <summary>The properties of a dictionary by an enum: one for each of its members, the first of those with one value.</summary>
    public static IEnumerable<MemberShape> OfMap(TypeShape map, TypeTable types)
        => types[map.Key].EnumMembers
            .GroupBy(member => member.Value, StringComparer.Ordinal)
            .Select(alike => new MemberShape(alike.First().Name, map.Element, alike.First().WireName));

    /// <summary>The types that values of a type hold in an answer.</summary>
    public static IEnumerable<int> Parts(TypeShape type)
        => type.Kind is ValueKind.List or ValueKind.EnumMap ? [type.Element.Id]
            : type.Union is { } union ? union.Cases.Select(option => option.Type.Id)
            : type.Kind == ValueKind.Object ? Of(type).Select(member => member.Type.Id)
            : [];

    /// <summary>The properties of the object that a query asks for.</summary>
    public static IEnumerable<MemberShape> OfRoot(RowMember query, TypeTable types)
        => IsWrapped(query, types) ? [query.Answer!] : Of(types[query.AnswerType]);

    /// <summary>Whether an answer is no object by itself and has to be put into one.</summary>
    public static bool IsWrapped(RowMember query, TypeTable types)
        => query.AnswerType.IsNullable || types[query.AnswerType] is not { Kind: ValueKind.Object, Union: null };
}
