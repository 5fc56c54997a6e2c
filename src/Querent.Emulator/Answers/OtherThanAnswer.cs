using System.Text.Json;

namespace Querent.Emulator;

/// <summary>What another part makes, drawn again while it is one of the values that a description denies.</summary>
/// <param name="answer">The part.</param>
/// <param name="denied">The values as JSON.</param>
internal sealed class OtherThanAnswer(AnswerNode answer, IReadOnlyList<JsonElement> denied) : AnswerNode
{
    // A part that makes nothing else, whatever is drawn, must not hold a request for ever.
    private const int MostDraws = 1_000;

    public override void Write(Utf8Buffer output, ref StableRandom random, int level)
    {
        int start = output.Length;
        for (int draw = 0; draw < MostDraws; draw++)
        {
            output.Truncate(start);
            answer.Write(output, ref random, level);
            if (!IsDenied(output.Memory[start..]))
            {
                return;
            }
        }
    }

    protected override int ComputeHeight() => answer.Height;

    private bool IsDenied(ReadOnlyMemory<byte> written)
    {
        using var value = JsonDocument.Parse(written);
        return denied.Any(other => JsonElement.DeepEquals(other, value.RootElement));
    }
}
