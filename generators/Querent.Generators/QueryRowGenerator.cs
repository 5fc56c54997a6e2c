using Microsoft.CodeAnalysis;
using Querent.Generators.Binding;
using Querent.Generators.Binding.Lookups;
using Querent.Generators.Discovery;
using Querent.Generators.Emission;
using Querent.Generators.Model;

namespace Querent.Generators;

/// <summary>
/// Completes the types marked <c>[QueryRow]</c>. Only wires the stages: discover, bind (which reads the templates and
/// validates), emit. Problems are the <see cref="QueryRowAnalyzer"/>'s to report; a row that has any is left alone, but for
/// the other parts of its tables, without which the compiler would stop before anybody is told of them.
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
        var lookups = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (file, cancellationToken) => LookupFileReader.Read(file.Left, file.Right, cancellationToken))
            .Where(static file => file is not null)
            .Collect()
            .Select(static (files, _) => new LookupFiles(files.Select(file => file!).ToEquatableArray()))
            .WithTrackingName(StepNames.ReadLookups);
        var outputs = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.QueryRow, RowDiscovery.IsCandidate, RowDiscovery.Discover)
            .Where(static shape => shape is not null)
            .WithTrackingName(StepNames.Discover)
            .Combine(files)
            .Combine(lookups)
            .Select(static (row, _) => (Shape: row.Left.Left!, Files: FileUse.Of(row.Left.Left!, row.Left.Right), Lookups: LookupFileUse.Of(row.Left.Left!, row.Right)))
            .WithTrackingName(StepNames.ChooseFiles)
            .Select(static (row, _) => RowOutput.Of(row.Shape, RowBinder.Bind(row.Shape, row.Files, row.Lookups, [])))
            .Where(static output => output is not null)
            .WithTrackingName(StepNames.Bind);

        context.RegisterSourceOutput(outputs, static (output, row) => output.AddSource(
            RowEmitter.HintName(row!.Program?.Row ?? row.Unfilled!),
            row.Program is { } program ? RowEmitter.Emit(program) : RowEmitter.EmitUnfilled(row.Unfilled!, row.HasInput, row.HasCase)));
    }
}
