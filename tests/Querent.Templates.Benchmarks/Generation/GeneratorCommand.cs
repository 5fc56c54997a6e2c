using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Querent.Generators;
using Querent.Generators.Tests.Harness;

namespace Querent.Templates.Benchmarks.Generation;

/// <summary><c>generator</c>: what it costs a project of 200 row types, at each keystroke and in a build from nothing.</summary>
internal static class GeneratorCommand
{
    private const int Keystrokes = 60;
    private const int Builds = 9;
    private const double BuildGoal = 1.25;

    public static int Run()
    {
        GeneratorDriver driver = NewDriver();
        Compilation compilation = Project.Compilation;
        Edit cold = Edit.Run(ref driver, compilation);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Project.Rows} row types, {2 * Project.Rows} queries; the first run, before anything is warm: {cold.Milliseconds:0} ms."));
        bool isMet = cold.Emitted == Project.Rows;

        Compilation Unrelated(int keystroke) => Replace(compilation, "/src/Unrelated.cs", Project.Unrelated(keystroke));
        isMet &= Judge("an unrelated keystroke", Type(ref driver, Unrelated), new Edit(0, 0, 0, 0));
        GeneratorDriver bare = CSharpGeneratorDriver.Create(new BareGenerator()).WithUpdatedParseOptions(Project.ParseOptions);
        bare = bare.RunGenerators(compilation);
        double[] least = [.. Enumerable.Range(1, Keystrokes).Select(keystroke => Time(() => bare = bare.RunGenerators(Unrelated(keystroke)))).Order()];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  of which any generator pays that looks at the same properties and attributes: {least[least.Length / 2]:0.0} ms."));
        isMet &= Judge("an edit of one row's prompt", Type(ref driver, keystroke =>
            Replace(compilation, "/src/Row77.cs", Project.Source(77, $" edit {keystroke}"))), new Edit(0, 1, 1, 1));
        isMet &= Judge("an edit of a prompt file", TypeInPrompt(ref driver, compilation), new Edit(0, 0, Project.RowsPerPromptFile, Project.RowsPerPromptFile));
        isMet &= JudgeBuild(compilation);
        return isMet ? 0 : 1;
    }

    private static CSharpGeneratorDriver NewDriver(bool tracks = true) => CSharpGeneratorDriver.Create(
        [new QueryRowGenerator().AsSourceGenerator()],
        Project.Prompts,
        Project.ParseOptions,
        PromptFileOptions.Instance,
        new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: tracks));

    private static List<Edit> Type(ref GeneratorDriver driver, Func<int, Compilation> edit)
    {
        List<Edit> edits = [];
        for (int keystroke = 1; keystroke <= Keystrokes; keystroke++)
        {
            edits.Add(Edit.Run(ref driver, edit(keystroke)));
        }

        return edits;
    }

    private static List<Edit> TypeInPrompt(ref GeneratorDriver driver, Compilation compilation)
    {
        Edit.Run(ref driver, compilation);
        AdditionalText current = Project.Prompts[3];
        List<Edit> edits = [];
        for (int keystroke = 1; keystroke <= Keystrokes; keystroke++)
        {
            AdditionalText next = Project.Prompt(3, $"edit {keystroke}");
            driver = driver.ReplaceAdditionalText(current, next);
            edits.Add(Edit.Run(ref driver, compilation));
            current = next;
        }

        return edits;
    }

    private static Compilation Replace(Compilation compilation, string path, string source)
        => compilation.ReplaceSyntaxTree(compilation.SyntaxTrees.Single(tree => tree.FilePath == path), Project.Parse(source, path));

    private static bool Judge(string what, List<Edit> edits, Edit goal)
    {
        double[] times = [.. edits.Select(edit => edit.Milliseconds).Order()];
        int discovered = edits.Max(edit => edit.Discovered), bound = edits.Max(edit => edit.Bound), emitted = edits.Max(edit => edit.Emitted);
        bool isMet = (discovered, bound, emitted) == (goal.Discovered, goal.Bound, goal.Emitted);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {times[times.Length / 2]:0.0} ms (median of {Keystrokes}; 95 % within {times[times.Length * 95 / 100]:0.0}); new at most: {discovered} shapes, {bound} bound, {emitted} emitted: {(isMet ? "met" : "NOT met")}."));
        return isMet;
    }

    /// <summary>A build with the generator beside a build of the same code as if it had been written by hand, in turns.</summary>
    private static bool JudgeBuild(Compilation compilation)
    {
        SyntaxTree[] emitted = [.. NewDriver(tracks: false).RunGenerators(compilation).GetRunResult().GeneratedTrees];
        (string Path, string Text)[] written = [.. emitted.Select(tree => (tree.FilePath, tree.ToString()))];
        List<double> generated = [], plain = [];
        for (int build = 0; build <= Builds; build++)
        {
            GC.Collect();
            double withGenerator = Time(() =>
            {
                NewDriver(tracks: false).RunGeneratorsAndUpdateCompilation(Fresh(compilation), out Compilation complete, out _);
                Emit(complete);
            });
            GC.Collect();
            double byHand = Time(() => Emit(Fresh(compilation).AddSyntaxTrees(written.Select(file => Project.Parse(file.Text, file.Path)))));
            if (build > 0)   // the first is not warm
            {
                generated.Add(withGenerator);
                plain.Add(byHand);
            }
        }

        double ratio = Median(generated) / Median(plain);
        bool isMet = ratio <= BuildGoal;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"a build from nothing: {Median(generated):0} ms, of the same code by hand {Median(plain):0} ms; {ratio:0.00} times (goal: {BuildGoal}): {(isMet ? "met" : "NOT met")}."));
        return isMet;
    }

    // Nothing that an earlier build has bound.
    private static CSharpCompilation Fresh(Compilation compilation)
        => CSharpCompilation.Create("Project", compilation.SyntaxTrees.Select(tree => Project.Parse(tree.ToString(), tree.FilePath)), compilation.References, (CSharpCompilationOptions)compilation.Options);

    private static void Emit(Compilation compilation)
    {
        using var image = new MemoryStream();
        if (compilation.Emit(image) is { Success: false } failure)
        {
            throw new InvalidOperationException(failure.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToString());
        }
    }

    private static double Time(Action action)
    {
        long started = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
