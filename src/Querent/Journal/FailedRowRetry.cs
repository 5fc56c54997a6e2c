using System.Collections.Immutable;

namespace Querent;

/// <summary>Which rows that failed in an earlier run are asked again.</summary>
public sealed class FailedRowRetry
{
    private readonly ImmutableArray<QueryErrorKind>? _kinds;

    private FailedRowRetry(ImmutableArray<QueryErrorKind>? kinds) => _kinds = kinds;

    /// <summary>None: they come out as they failed.</summary>
    public static FailedRowRetry None { get; } = new([]);

    /// <summary>All.</summary>
    public static FailedRowRetry All { get; } = new(null);

    /// <summary>Those that failed for one of these causes.</summary>
    /// <param name="kinds">The kinds of <see cref="QueryError.Kind"/>, from the row's first failure.</param>
    public static FailedRowRetry Of(params ImmutableArray<QueryErrorKind> kinds) => new(kinds.IsDefault ? [] : kinds);

    /// <summary>Whether a row that failed for this cause is asked again.</summary>
    /// <param name="kind">The cause.</param>
    public bool Includes(QueryErrorKind kind) => _kinds?.Contains(kind) ?? true;

    /// <inheritdoc/>
    public override string ToString() => _kinds switch
    {
        null => "all",
        [] => "none",
        { } kinds => string.Join(", ", kinds),
    };
}
