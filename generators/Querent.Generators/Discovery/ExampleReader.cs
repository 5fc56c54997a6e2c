using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Querent.Generators.Model;

namespace Querent.Generators.Discovery;

/// <summary>Reads the examples of a query.</summary>
internal static class ExampleReader
{
    public static EquatableArray<ExampleShape> Read(ImmutableArray<AttributeData> attributes)
        => attributes.FindAll(KnownNames.Example).Select(Read).OfType<ExampleShape>().ToEquatableArray();

    /// <summary>The example; null for one that the compiler makes no constants of, and says why.</summary>
    private static ExampleShape? Read(AttributeData attribute)
        => attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive } input, { Kind: TypedConstantKind.Primitive } answer]
            ? new ExampleShape(
                input.Value as string ?? "",
                answer.Value as string ?? "",
                attribute.Named(nameof(ExampleShape.Case)) as string,
                attribute.Named(nameof(ExampleShape.Criterion)) as string)
            : null;
}
