using System.Globalization;

namespace Querent.Emulator;

/// <summary>A file's name with one of several extensions.</summary>
/// <param name="extensions">The extensions, without points.</param>
internal sealed class FileNameAnswer(string[] extensions) : AnswerNode
{
    public override void Write(Utf8Buffer output, ref StableRandom random, int level)
    {
        output.Write("\""u8);
        output.Write(string.Create(CultureInfo.InvariantCulture, $"file{random.Next(1000)}.{extensions[random.Next(extensions.Length)]}"));
        output.Write("\""u8);
    }

    protected override int ComputeHeight() => 0;
}
