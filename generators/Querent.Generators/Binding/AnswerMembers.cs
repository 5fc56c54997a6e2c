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

    /// <summary>The properties of the object that a query asks for.</summary>
    public static IEnumerable<MemberShape> OfRoot(RowMember query, TypeTable types)
        => IsWrapped(query, types) ? [query.Answer!] : Of(types[query.AnswerType]);

    /// <summary>Whether an answer is no object by itself and has to be put into one.</summary>
    public static bool IsWrapped(RowMember query, TypeTable types)
        => query.AnswerType.IsNullable || types[query.AnswerType].Kind != ValueKind.Object;
}
