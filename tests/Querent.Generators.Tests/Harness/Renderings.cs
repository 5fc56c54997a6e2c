using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Querent.Generators.Tests.Harness;

/// <summary>Generates the renderers of templates, compiles them as a user's project would, runs them, and gives their prompts.</summary>
internal static class Renderings
{
    /// <param name="types">C# that declares the types of the input.</param>
    /// <param name="members">C# that declares the members of the input.</param>
    /// <param name="input">C# of an input.</param>
    /// <param name="templates">The templates.</param>
    /// <returns>The prompt of each template.</returns>
    public static async Task<IReadOnlyList<string>> Of(string types, string members, string input, IReadOnlyList<string> templates)
    {
        var source = new StringBuilder(types);
        source.Append("[QueryRow(Filters = [typeof(Filters)])]\npublic partial record Row\n{\n").Append(members);
        for (int i = 0; i < templates.Count; i++)
        {
            source.Append($"    [Query({SymbolDisplay.FormatLiteral(templates[i], quote: true)})] public required string Q{i} {{ get; init; }}\n");
        }

        source.Append("}\n\npublic static class Entry\n{\n    public static string[] Render()\n    {\n")
            .Append($"        Row.Input input = {input};\n        return\n        [\n");
        for (int i = 0; i < templates.Count; i++)
        {
            source.Append($"            Row.Prompts.Q{i}.Render(input).User,\n");
        }

        source.Append("        ];\n    }\n}\n");
        string text = source.ToString();
        Assert.DoesNotContain(await Diagnosis.Of(LanguageVersion.Latest, text), problem => problem.DefaultSeverity >= DiagnosticSeverity.Warning);
        return Run(GeneratorRun.Of(text).Compilation);
    }

    /// <summary>Compiles, and runs <c>Entry.Render()</c>.</summary>
    public static string[] Run(Compilation compilation)
    {
        using var image = new MemoryStream();
        EmitResult result = compilation.WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default))
            .Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        image.Position = 0;
        var context = new AssemblyLoadContext("Rendered", isCollectible: true);
        Type entry = context.LoadFromStream(image).GetType("Entry", throwOnError: true)!;
        return (string[])entry.GetMethod("Render")!.Invoke(null, null)!;
    }
}
