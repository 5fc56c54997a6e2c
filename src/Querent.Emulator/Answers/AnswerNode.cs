namespace Querent.Emulator;

/// <summary>Makes the answers to one part of a schema. Immutable once compiled; used by many requests at once.</summary>
internal abstract class AnswerNode
{
    /// <summary>More levels than any answer needs: no finite answer is known.</summary>
    public const int Endless = 1_000;

    /// <summary>From this level down answers are as small as the schema allows, so that a recursive one ends.</summary>
    protected const int SmallFrom = 4;

    /// <summary>Any JSON object, for a format without a schema.</summary>
    public static AnswerNode AnyObject { get; } = new ObjectAnswer([("answer", new StringAnswer(0, 200))]);

    /// <summary>The fewest levels of nesting that an answer needs.</summary>
    public int Height { get; private set; } = Endless;

    /// <summary>Writes an answer as UTF-8 JSON.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="random">What decides between the answers that the schema allows.</param>
    /// <param name="level">How deep this part stands; the root is at 0.</param>
    public abstract void Write(Utf8Buffer output, ref StableRandom random, int level);

    /// <summary>Recomputes the height from the parts'; true when it fell.</summary>
    public bool LowerHeight()
    {
        int height = Math.Min(Endless, ComputeHeight());
        bool fell = height < Height;
        Height = Math.Min(Height, height);
        return fell;
    }

    protected abstract int ComputeHeight();
}
