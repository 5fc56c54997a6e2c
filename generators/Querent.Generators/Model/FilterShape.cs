namespace Querent.Generators.Model;

/// <summary>A static method that a template may call as a filter.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="Method">What calls it: its type from <c>global::</c> on, and its name.</param>
/// <param name="Value">The type of its first parameter, the value.</param>
/// <param name="Parameters">Its other parameters, the arguments.</param>
/// <param name="Returns">What it makes of the value.</param>
/// <param name="IsOverloaded">Whether its type has other methods of its name.</param>
internal sealed record FilterShape(
    string Name,
    string Method,
    TypeRef Value,
    EquatableArray<FilterParameterShape> Parameters,
    TypeRef Returns,
    bool IsOverloaded);

/// <summary>A parameter of a filter, behind the first.</summary>
internal sealed record FilterParameterShape(string Name, TypeRef Type, bool IsOptional);
