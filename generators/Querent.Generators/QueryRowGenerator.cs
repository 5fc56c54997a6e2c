using Microsoft.CodeAnalysis;
using Querent.Generators.Binding;
using Querent.Generators.Discovery;
using Querent.Generators.Emission;
using Querent.Generators.Model;

namespace Querent.Generators;

/// <summary>
/// Completes the types marked <c>[QueryRow]</c>. Only wires the stages: discover, bind (which reads the templates and
/// validates), emit. Problems are the <see cref="QueryRowAnalyzer"/>'s to report; a row that has any is left alone.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class QueryRowGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (file, cancellationToken) => PromptFileReader.Read(file.Left, file.Right, cancellationToken))
            .Where(static file => file is not null)
            .Collect()
            .Select(static (files, _) => new PromptFiles(files.Select(file => file!).ToEquatableArray()))
            .WithTrackingName(StepNames.ReadFiles);
        var programs = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.QueryRow, RowDiscovery.IsCandidate, RowDiscovery.Discover)
            .Where(static shape => shape is not null)
            .WithTrackingName(StepNames.Discover)
            .Combine(files)
            .Select(static (row, _) => (Shape: row.Left!, Files: FileUse.Of(row.Left!, row.Right)))
            .WithTrackingName(StepNames.ChooseFiles)
            .Select(static (row, _) => RowBinder.Bind(row.Shape, row.Files, []))
            .Where(static program => program is not null)
            .WithTrackingName(StepNames.Bind);

        context.RegisterSourceOutput(programs, static (output, program) =>
            output.AddSource(RowEmitter.HintName(program!.Row), RowEmitter.Emit(program)));
    }
}
