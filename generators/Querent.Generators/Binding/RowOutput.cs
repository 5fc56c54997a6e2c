using Querent.Generators.Discovery;
using Querent.Generators.Model;

namespace Querent.Generators.Binding;

/// <summary>What is to be printed for a row.</summary>
/// <param name="Program">Its program; null where something is wrong with it.</param>
/// <param name="Unfilled">
/// The wrong row whose tables wait for their other parts: where these are missing the compiler stops before analyzers run, and
/// nobody would be told what is wrong.
/// </param>
internal sealed record RowOutput(RowProgram? Program, RowShape? Unfilled)
{
    /// <summary>Whether the input is to be printed for the wrong row: a caller's signatures may name it.</summary>
    public bool HasInput => Unfilled is { } row && NeedsInput(row);

    /// <summary>Whether the enum of case studies is to be printed for the wrong row.</summary>
    public bool HasCase => Unfilled is { } row && NeedsCase(row);

    /// <summary>The output for a row; null where there is nothing to print.</summary>
    public static RowOutput? Of(RowShape row, RowProgram? program)
        => program is not null ? new RowOutput(program, Unfilled: null)
            : CanReopen(row) && (NeedsInput(row) || NeedsCase(row) || row.Lookups.Any(lookup => lookup.IsOpen)) ? new RowOutput(Program: null, row)
            : null;

    private static bool NeedsInput(RowShape row) => row.Input is null && !row.ReservedNames.Contains("Input");

    // Where the name means another type there is nothing missing, and ours would hide what is wrong.
    private static bool NeedsCase(RowShape row)
        => row.DeclaresCase && !row.ReservedNames.Contains(MatrixReader.CaseName)
            && row.Members.All(member => member.Query?.Matrix is not { Fault: MatrixFault.ForeignCase });

    private static bool CanReopen(RowShape row)
        => row.Is(RowTraits.RecordClass) && row.Is(RowTraits.Partial) && !row.Is(RowTraits.Generic) && !row.Is(RowTraits.FileLocal)
            && row.ContainingTypes.All(outer => outer.IsPartial);
}
