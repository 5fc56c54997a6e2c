namespace Querent;

/// <summary>Asks the questions of row types: rows go in, each comes out with all of its answers or one failure.</summary>
public sealed class RowExecutor
{
}
