using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Querent.Generators.Tests.Harness;

/// <summary>Walks all that can be reached from an object.</summary>
internal static class ObjectGraph
{
    private static readonly Type[] Forbidden =
    [
        typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(SyntaxReference), typeof(SyntaxToken),
        typeof(Location), typeof(Compilation), typeof(SemanticModel), typeof(AttributeData), typeof(IOperation),
    ];

    /// <summary>The way to an object of the compiler's that keeps a compilation alive; null when there is none.</summary>
    public static string? FindCompilerObject(object? root)
        => Find(root, root?.GetType().Name ?? "", new HashSet<object>(ReferenceEqualityComparer.Instance));

    private static string? Find(object? value, string path, HashSet<object> visited)
    {
        if (value is null || value is string || value.GetType().IsPrimitive || value.GetType().IsEnum)
        {
            return null;
        }

        Type type = value.GetType();
        if (Forbidden.Any(forbidden => forbidden.IsInstanceOfType(value)))
        {
            return $"{path}: {type}";
        }

        if (!type.IsValueType && !visited.Add(value))
        {
            return null;
        }

        if (value is Array array)
        {
            return array.Cast<object?>().Select(item => Find(item, path + "[]", visited)).FirstOrDefault(found => found is not null);
        }

        return Fields(type)
            .Select(field => Find(field.GetValue(value), $"{path}.{field.Name}", visited))
            .FirstOrDefault(found => found is not null);
    }

    private static IEnumerable<FieldInfo> Fields(Type type)
    {
        for (Type? level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            foreach (FieldInfo field in level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                yield return field;
            }
        }
    }
}
