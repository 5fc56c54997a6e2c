namespace Querent;

/// <summary>
/// Makes a case study: one axis of the row's matrices. On a property, the property's value is the case. On the row, some
/// of its properties together are: <c>[CaseStudy("cs1", nameof(Cs1Background), nameof(Cs1Symptoms))]</c>. The generator
/// adds the enum <c>Case</c> with a member for each, in the order of their declaration, those on the row first.
/// </summary>
/// <param name="name">Its name, from which its columns begin; null for the property's.</param>
/// <param name="inputs">
/// The names of the row's properties that feed it, where it stands on the row. Templates know each by its own name without
/// the case study's before it: <c>case.Background</c>.
/// </param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Parameter, AllowMultiple = true, Inherited = false)]
public sealed class CaseStudyAttribute(string? name = null, params string[] inputs) : Attribute
{
    /// <summary>Its name; null for the property's.</summary>
    public string? Name { get; } = name;

    /// <summary>The names of the properties that feed it, where it stands on the row.</summary>
    public IReadOnlyList<string> Inputs { get; } = inputs;

    /// <summary>What templates call the <see cref="Inputs"/>, one for each, where their own names do not do.</summary>
    public string[] As { get; init; } = [];

    /// <summary>What a model should know of it, as <c>case.Context</c>; none when null.</summary>
    public string? Context { get; init; }

    /// <summary>What it is, as <c>case.Description</c>; none when null.</summary>
    public string? Description { get; init; }
}
