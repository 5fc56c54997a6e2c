using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Querent.Generators.Tests.Harness;

/// <summary>
/// A run of the generator that has been held to what every run is held to: the output compiles without a warning,
/// nothing in the pipeline holds on to the compiler's own objects, and edits that change no row re-run nothing.
/// </summary>
internal sealed class GeneratorRun
{
    private static readonly string[] Steps = [StepNames.Discover, StepNames.ReadFiles, StepNames.ReadLookups, StepNames.ChooseFiles, StepNames.Bind];

    private GeneratorRun(GeneratorRunResult result, Compilation compilation)
    {
        Result = result;
        Compilation = compilation;
    }

    public GeneratorRunResult Result { get; }

    /// <summary>The compilation with the generated sources.</summary>
    public Compilation Compilation { get; }

    public IReadOnlyList<string> HintNames => [.. Result.GeneratedSources.Select(source => source.HintName)];

    /// <summary>The only generated source.</summary>
    public string Source => Assert.Single(Result.GeneratedSources).SourceText.ToString();

    /// <summary>The generated sources, one behind the other.</summary>
    public string Sources => string.Join("\n", Result.GeneratedSources.Select(source => source.SourceText));

    public static GeneratorRun Of(params string[] sources) => Of(LanguageVersion.Latest, sources);

    public static GeneratorRun Of(LanguageVersion version, params string[] sources) => Of(version, [], sources);

    public static GeneratorRun Of(LanguageVersion version, PromptFileText[] files, params string[] sources)
    {
        CSharpCompilation compilation = TestCompilation.Create(version, sources);
        GeneratorDriver driver = Driver(version, files).RunGeneratorsAndUpdateCompilation(
            compilation, out Compilation updated, out _, TestContext.Current.CancellationToken);
        GeneratorRunResult result = ResultOf(driver);
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);

        DemandCleanCode(updated);
        DemandPlainModels(result);
        DemandCaching(driver, compilation, version);
        return new GeneratorRun(result, updated);
    }

    public static GeneratorDriver Driver(LanguageVersion version, params PromptFileText[] files) => CSharpGeneratorDriver.Create(
        [new QueryRowGenerator().AsSourceGenerator()],
        files,
        optionsProvider: PromptFileOptions.Instance,
        parseOptions: TestCompilation.Options(version),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static GeneratorRunResult ResultOf(GeneratorDriver driver) => Assert.Single(driver.GetRunResult().Results);

    /// <summary>The reasons for which the steps and the outputs ran, in order.</summary>
    public static IReadOnlyList<IncrementalStepRunReason> Reasons(GeneratorRunResult result)
        => [.. Steps.Where(result.TrackedSteps.ContainsKey).SelectMany(step => result.TrackedSteps[step])
            .Concat(result.TrackedOutputSteps.SelectMany(step => step.Value))
            .SelectMany(step => step.Outputs).Select(output => output.Reason)];

    private static void DemandCleanCode(Compilation compilation)
    {
        // The sample sources need no documentation; what is generated does.
        IEnumerable<Diagnostic> faults = compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic =>
            !diagnostic.IsSuppressed
            && (diagnostic.DefaultSeverity == DiagnosticSeverity.Error
                || diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true)
            && diagnostic.Severity != DiagnosticSeverity.Hidden);
        Assert.Empty(faults.Select(fault => $"{fault}\n    {LineOf(fault.Location)}"));
    }

    private static string LineOf(Location location)
        => location.SourceTree?.GetText().Lines[location.GetLineSpan().StartLinePosition.Line].ToString().Trim() ?? "";

    private static void DemandPlainModels(GeneratorRunResult result)
    {
        foreach (string step in Steps.Where(result.TrackedSteps.ContainsKey))
        {
            foreach ((object value, _) in result.TrackedSteps[step].SelectMany(run => run.Outputs))
            {
                Assert.Null(ObjectGraph.FindCompilerObject(value));
            }
        }
    }

    private static void DemandCaching(GeneratorDriver driver, CSharpCompilation compilation, LanguageVersion version)
    {
        SyntaxTree unrelated = CSharpSyntaxTree.ParseText(
            "namespace Unrelated { public class Edit { } }", TestCompilation.Options(version), "/src/Unrelated.cs", Encoding.UTF8);
        DemandNothingRan(driver.RunGenerators(compilation.AddSyntaxTrees(unrelated), TestContext.Current.CancellationToken));

        SyntaxTree edited = compilation.SyntaxTrees[1];
        SyntaxTree moved = edited.WithChangedText(SourceText.From("// moved\n\n" + edited.GetText(TestContext.Current.CancellationToken), Encoding.UTF8));
        DemandNothingRan(driver.RunGenerators(compilation.ReplaceSyntaxTree(edited, moved), TestContext.Current.CancellationToken));
    }

    private static void DemandNothingRan(GeneratorDriver driver)
        => Assert.All(Reasons(ResultOf(driver)), reason =>
            Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"A step was {reason}."));
}
