namespace Querent.Generators.Binding;

/// <summary>A member on the way to a value.</summary>
/// <param name="Name">The member.</param>
/// <param name="IsNullable">Whether it may be null.</param>
/// <param name="IsNullableStruct">Whether it is a <c>Nullable&lt;T&gt;</c>.</param>
internal readonly record struct PathStep(string Name, bool IsNullable, bool IsNullableStruct);
