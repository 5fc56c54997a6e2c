using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Querent.Generators.Discovery;

namespace Querent.Generators.Tests;

public sealed class DocumentationTests
{
    [Theory]
    [InlineData("/// <summary>Plain.</summary>", "Plain.")]
    [InlineData("/// <summary>\n/// Over   two\n///   lines.\n/// </summary>\n/// <remarks>More.</remarks>", "Over two lines.")]
    [InlineData("/// <summary>A <see cref=\"System.String\"/>, <see langword=\"null\"/>, <c>x &lt; y</c> or <see cref=\"M:A.B(System.Int32)\"/>.</summary>", "A String, null, x < y or B.")]
    [InlineData("/// <summary>One.<para>Two.</para></summary>", "One. Two.")]
    [InlineData("// <summary>No documentation.</summary>", null)]
    [InlineData("//// <summary>No documentation.</summary>", null)]
    [InlineData("/// <inheritdoc/>", null)]
    [InlineData("/// <summary></summary>", null)]
    [InlineData("/// <summary>Not <b closed.</summary>", null)]
    [InlineData("", null)]
    public void The_summary_is_read_whether_the_compiler_parses_documentation_or_not(string comment, string? expected)
    {
        foreach (DocumentationMode mode in Enum.GetValues<DocumentationMode>())
        {
            Assert.Equal(expected, Documentation.SummaryOf(Type(comment + "\n[System.Serializable] public class C { }", "C", mode)));
            Assert.Equal(expected, Documentation.SummaryOf(Type($"public class C {{ \n{comment}\npublic int P {{ get; }} }}", "C", mode).GetMembers("P")[0]));
        }
    }

    [Fact]
    public void A_positional_property_is_documented_by_its_parameter()
    {
        INamedTypeSymbol type = Type("/// <summary>All.</summary>\n/// <param name=\"A\">The first.</param>\npublic record C(int A, int B);", "C", DocumentationMode.Parse);

        Assert.Equal("The first.", Documentation.SummaryOf(type.GetMembers("A")[0]));
        Assert.Null(Documentation.SummaryOf(type.GetMembers("B")[0]));
    }

    private static INamedTypeSymbol Type(string source, string name, DocumentationMode mode)
        => CSharpCompilation.Create("Sample", [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(documentationMode: mode), cancellationToken: TestContext.Current.CancellationToken)])
            .GetTypeByMetadataName(name)!;
}
