using System.Collections.Immutable;

namespace Querent;

/// <summary>Which cells a matrix has, in their order. Made by generated code, once for all rows of a type.</summary>
/// <typeparam name="TCase">The enum of case studies.</typeparam>
/// <typeparam name="TCriterion">The enum of criteria.</typeparam>
public sealed class MatrixLayout<TCase, TCriterion>
    where TCase : struct, Enum
    where TCriterion : struct, Enum
{
    private readonly Dictionary<(TCase Case, TCriterion Criterion), int> _places = [];

    /// <summary>Creates the layout of a matrix.</summary>
    /// <param name="cells">The cells in their order, each once.</param>
    /// <exception cref="ArgumentException">A cell is there twice.</exception>
    public MatrixLayout(params ImmutableArray<(TCase Case, TCriterion Criterion)> cells)
    {
        Cells = cells.IsDefault ? [] : cells;
        foreach ((TCase Case, TCriterion Criterion) cell in Cells)
        {
            if (!_places.TryAdd(cell, _places.Count))
            {
                throw new ArgumentException($"The cell [{cell.Case}, {cell.Criterion}] is there twice.", nameof(cells));
            }
        }

        Cases = [.. Cells.Select(cell => cell.Case).Distinct()];
        Criteria = [.. Cells.Select(cell => cell.Criterion).Distinct()];
    }

    /// <summary>The cells, in their order.</summary>
    public ImmutableArray<(TCase Case, TCriterion Criterion)> Cells { get; }

    /// <summary>The case studies, in the order of their first cells.</summary>
    public ImmutableArray<TCase> Cases { get; }

    /// <summary>The criteria, in the order of their first cells.</summary>
    public ImmutableArray<TCriterion> Criteria { get; }

    /// <summary>The place of a cell; −1 where there is none.</summary>
    internal int PlaceOf(TCase @case, TCriterion criterion) => _places.TryGetValue((@case, criterion), out int place) ? place : -1;
}
