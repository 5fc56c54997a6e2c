using Querent.Generators.Model;

namespace Querent.Generators.Data;

/// <summary>A value as a text of data has it, with its place.</summary>
internal abstract record DataValue(DataSpan Span);

/// <summary>A JSON object, or a line of CSV under the names of its columns.</summary>
/// <param name="Span">From brace to brace.</param>
/// <param name="Properties">Its properties in order; a name may occur twice.</param>
internal sealed record DataObject(DataSpan Span, EquatableArray<DataProperty> Properties) : DataValue(Span);

/// <summary>A property.</summary>
/// <param name="Name">Its name.</param>
/// <param name="NameSpan">The name without its quotes.</param>
/// <param name="Value">Its value.</param>
internal sealed record DataProperty(string Name, DataSpan NameSpan, DataValue Value);

internal sealed record DataArray(DataSpan Span, EquatableArray<DataValue> Items) : DataValue(Span);

/// <summary>A JSON string.</summary>
internal sealed record DataText(DataSpan Span, string Value) : DataValue(Span);

/// <summary>A JSON number, as it is written.</summary>
internal sealed record DataNumber(DataSpan Span, string Text) : DataValue(Span);

internal sealed record DataBoolean(DataSpan Span, bool Value) : DataValue(Span);

internal sealed record DataNull(DataSpan Span) : DataValue(Span);

/// <summary>A field of CSV: a text that may stand for a value of any simple type.</summary>
internal sealed record DataField(DataSpan Span, string Value) : DataValue(Span);
