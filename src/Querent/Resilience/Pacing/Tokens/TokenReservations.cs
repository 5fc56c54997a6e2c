namespace Querent;

/// <summary>
/// What was reserved for permits of which nobody has said yet what they are for. They are alike, so the mean of them stands for
/// each. Not safe for use by several threads at once.
/// </summary>
internal sealed class TokenReservations
{
    private int _count;
    private double _tokens;

    public void Add(double tokens)
    {
        _count++;
        _tokens += tokens;
    }

    /// <summary>Takes one out, and says how much it is.</summary>
    public double Take()
    {
        if (_count == 0)
        {
            return 0;
        }

        double tokens = _tokens / _count--;
        _tokens -= tokens;
        return tokens;
    }
}
