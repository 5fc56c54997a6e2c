namespace Querent;

/// <summary>
/// Marks a property that comes in with a row as what tells the row apart from all others of a run, so that it is known
/// again when the run is resumed. Several marked properties make one key together, in the order of their declaration, a
/// base type's first.
/// </summary>
/// <remarks>
/// <para>
/// A key is a <c>string</c>, a <c>char</c>, an integer, a <c>decimal</c>, a <c>bool</c>, a <see cref="Guid"/>, a
/// <see cref="Uri"/>, an enum, a date, a time or a <see cref="TimeSpan"/>, and never null; anything else is a build error.
/// Its text is the same on every machine and in every culture: a string, a character and an address as they are, letter for
/// letter; an integer in digits; a decimal without zeros at its end; a boolean as <c>true</c> or <c>false</c>; a
/// <see cref="Guid"/> in lower case with hyphens; an enum by the name that columns know it by, and a value without a name as
/// <see cref="Enum.ToString()"/> has it; a date or time in the round-trip form <c>O</c>, where a <see cref="DateTimeOffset"/>
/// and a local <see cref="DateTime"/> are written in UTC; a <see cref="TimeSpan"/> in the form <c>c</c>.
/// </para>
/// <para>
/// Several parts are joined by <c>|</c>, and a <c>|</c> or <c>\</c> inside of a part stands behind a <c>\</c>, so that no two
/// keys have one text. An empty string is a value like any other.
/// </para>
/// <para>
/// An input type of the author's own (<see cref="QueryRowAttribute.Input"/>) may mark its properties itself, those that only
/// compute something as well. They count where the row marks none.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class RowKeyAttribute : Attribute;
