using Querent.Generators.Model;

namespace Querent.Generators.Binding.Constraints;

/// <summary>What a member's validation attributes come to on the type that it has.</summary>
internal sealed class MemberConstraints
{
    /// <summary>The member's type, without null where that is refused.</summary>
    public TypeRef Type { get; init; }

    /// <summary>Whether a text has to hold more than white space.</summary>
    public bool RefusesEmpty { get; init; }

    public ValueRange? Range { get; init; }

    public LengthBounds? Length { get; init; }

    public IReadOnlyList<PatternShape> Patterns { get; init; } = [];

    public IReadOnlyList<FormShape> Forms { get; init; } = [];

    /// <summary>The only values that there are; null for any.</summary>
    public IReadOnlyList<ConstantShape>? Allowed { get; init; }

    /// <summary>The values that there are not.</summary>
    public IReadOnlyList<ConstantShape> Denied { get; init; } = [];

    /// <summary>The constraints of a member; those that do not fit it are left out.</summary>
    public static MemberConstraints Of(MemberShape member, TypeTable types)
    {
        if (member.Constraints.Count == 0)
        {
            return new MemberConstraints { Type = member.Type };
        }

        TypeShape type = types[member.Type];
        List<ConstraintShape> fitting = [.. member.Constraints.Where(constraint => ConstraintFit.Faults(constraint, type).Count == 0)];
        List<ValuesShape> values = [.. fitting.OfType<ValuesShape>()];
        ValuesShape? allowed = values.FirstOrDefault(list => !list.IsDenial);
        ValuesShape? denied = values.FirstOrDefault(list => list.IsDenial);
        RequiredShape? required = fitting.OfType<RequiredShape>().FirstOrDefault();
        bool refusesNull = required is not null || allowed?.Values.Any(value => value.IsNull) == false || denied?.Values.Any(value => value.IsNull) == true;
        return new MemberConstraints
        {
            Type = refusesNull ? member.Type with { IsNullable = false } : member.Type,
            RefusesEmpty = required is { AllowsEmpty: false } && type.Kind == ValueKind.String,
            Range = fitting.OfType<RangeShape>().FirstOrDefault() is { } range ? ValueRange.Of(range, type, out _) : null,
            Length = LengthOf(fitting.OfType<LengthShape>().ToList(), type),
            Patterns = fitting.OfType<PatternShape>().ToList(),
            Forms = fitting.OfType<FormShape>().ToList(),
            Allowed = allowed is null ? null : Left(allowed, denied),
            Denied = denied is null || allowed is not null ? [] : denied.Values.Where(value => !value.IsNull).ToList(),
        };
    }

    /// <summary>The names of the enum's members that are left; null for all, or no enum.</summary>
    public IReadOnlyList<string>? Names(TypeShape type)
        => type.Kind != ValueKind.Enum || (Allowed is null && Denied.Count == 0)
            ? null
            : type.EnumMembers
                .Where(member => Allowed?.Any(value => value.Text == member.Value) != false && !Denied.Any(value => value.Text == member.Value))
                .Select(member => member.WireName)
                .ToList();

    private static List<ConstantShape> Left(ValuesShape allowed, ValuesShape? denied)
        => allowed.Values.Where(value => !value.IsNull && denied?.Values.Any(other => other == value) != true).Distinct().ToList();

    private static LengthBounds? LengthOf(List<LengthShape> lengths, TypeShape type)
        => lengths.Count == 0
            ? null
            : new LengthBounds(lengths.Max(length => length.Minimum), lengths.Min(length => length.Maximum ?? int.MaxValue) is < int.MaxValue and var most ? most : null, type.Kind);
}
