using Microsoft.CodeAnalysis;
using Querent.Generators.Binding;
using Querent.Generators.Discovery;
using Querent.Generators.Emission;

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
        var programs = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.QueryRow, RowDiscovery.IsCandidate, RowDiscovery.Discover)
            .Where(static shape => shape is not null)
            .WithTrackingName(StepNames.Discover)
            .Select(static (shape, _) => RowBinder.Bind(shape!, []))
            .Where(static program => program is not null)
            .WithTrackingName(StepNames.Bind);

        context.RegisterSourceOutput(programs, static (output, program) =>
            output.AddSource(RowEmitter.HintName(program!.Row), RowEmitter.Emit(program)));
    }
}
