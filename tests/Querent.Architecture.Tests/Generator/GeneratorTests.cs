namespace Querent.Architecture.Tests;

public class GeneratorTests
{
    private static readonly BoundSource Generator = BoundSource.OfProject("generators/Querent.Generators");

    [Fact]
    public void The_generator_is_bound_without_an_error() => Expect.None(Generator.Errors());

    [Theory]
    [InlineData("Discovery")]
    [InlineData("Templates")]
    [InlineData("Data")]
    [InlineData("Binding")]
    [InlineData("Validation")]
    [InlineData("Emission")]
    [InlineData("Model")]
    public void Every_stage_that_the_rules_name_is_a_folder_with_sources(string folder)
        => Assert.Contains(Generator.Compilation.SyntaxTrees, tree => tree.FilePath.StartsWith($"{folder}/", StringComparison.Ordinal));

    [Theory]
    [InlineData("Templates")]
    [InlineData("Data")]
    public void Templates_and_data_know_nothing_of_the_compiler(string folder) => Expect.None(CompilerUse.AnyIn(Generator, folder));

    [Theory]
    [InlineData("Model")]
    [InlineData("Templates")]
    [InlineData("Data")]
    [InlineData("Binding")]
    public void Models_hold_no_symbol_no_syntax_no_location_and_no_compilation(string folder)
        => Expect.None(CompilerUse.HeldIn(Generator, folder));

    [Fact]
    public void Emission_prints_what_was_decided_and_asks_no_symbol() => Expect.None(CompilerUse.LiveIn(Generator, "Emission"));

    [Theory]
    [InlineData("Microsoft.CodeAnalysis.Text.TextSpan Span;", "TextSpan")]
    [InlineData("bool Is(char c) => Microsoft.CodeAnalysis.CSharp.SyntaxFacts.IsIdentifierStartCharacter(c);", "SyntaxFacts")]
    [InlineData("void Report(SourceProductionContext context) { }", "SourceProductionContext")]
    public void A_template_that_knows_the_compiler_is_found(string member, string type)
        => Assert.Contains(
            $"Templates/Lexer.cs:4: Templates must know nothing of the compiler, and refers to {type}.",
            CompilerUse.AnyIn(WithMember("Templates/Lexer.cs", member), "Templates"));

    [Theory]
    [InlineData("INamedTypeSymbol Type { get; }", "Type holds INamedTypeSymbol")]
    [InlineData("readonly Dictionary<string, List<Microsoft.CodeAnalysis.CSharp.Syntax.RecordDeclarationSyntax[]>> Declared;", "Declared holds RecordDeclarationSyntax")]
    [InlineData("Location? At;", "At holds Location")]
    [InlineData("Lazy<Compilation> Whole;", "Whole holds Compilation")]
    [InlineData("(int, SyntaxToken) Token;", "Token holds SyntaxToken")]
    public void A_model_that_keeps_a_compilation_alive_is_found(string member, string violation)
        => Assert.Contains(
            $"Model/Shape.cs:4: Lexer must hold nothing of a compilation, and its {violation}.",
            CompilerUse.HeldIn(WithMember("Model/Shape.cs", member), "Model"));

    [Fact]
    public void A_positional_record_that_holds_a_symbol_is_found()
        => Assert.Contains(
            "Model/Shape.cs:1: Shape must hold nothing of a compilation, and its Row holds ISymbol.",
            CompilerUse.HeldIn(BoundSource.Of(("Model/Shape.cs", "record Shape(Microsoft.CodeAnalysis.ISymbol Row);")), "Model"));

    [Fact]
    public void A_constraint_that_names_its_own_parameter_is_followed_once()
        => Assert.Empty(CompilerUse.HeldIn(BoundSource.Of(("Model/Array.cs", "class Array<T> where T : IEquatable<T> { T[] items; }")), "Model"));

    [Fact]
    public void Emission_that_asks_a_symbol_is_found_and_source_text_is_not()
    {
        BoundSource source = WithMember("Emission/Row.cs", "Microsoft.CodeAnalysis.Text.SourceText Print(ITypeSymbol type) => throw null!;");

        Assert.Equal("Emission/Row.cs:4: Emission prints what was decided, and refers to ITypeSymbol.", Assert.Single(CompilerUse.LiveIn(source, "Emission")));
    }

    private static BoundSource WithMember(string path, string member) => BoundSource.Of((path, $$"""
        using Microsoft.CodeAnalysis;
        class Lexer
        {
            {{member}}
        }
        """));
}
