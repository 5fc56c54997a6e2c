using System.Runtime.CompilerServices;
using System.Text;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Querent.Generators.Tests.Harness;

/// <summary>
/// Compares text with a file beside the test, <c>Class.Test.verified.cs</c> as Verify names them, so that Verify can take
/// over. <c>QUERENT_UPDATE_SNAPSHOTS=1</c> accepts what there is.
/// </summary>
internal static class Snapshot
{
    public static void Match(string actual, string? variant = null, [CallerFilePath] string testFile = "", [CallerMemberName] string test = "")
    {
        string name = $"{Path.GetFileNameWithoutExtension(testFile)}.{test}{(variant is null ? "" : "_" + variant)}";
        string directory = Path.GetDirectoryName(testFile)!;
        string verified = Path.Combine(directory, name + ".verified.cs");
        string received = Path.Combine(directory, name + ".received.cs");
        string? expected = File.Exists(verified) ? Normalize(File.ReadAllText(verified)) : null;
        actual = Normalize(actual);
        if (expected == actual)
        {
            File.Delete(received);
            return;
        }

        if (Environment.GetEnvironmentVariable("QUERENT_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(verified, actual);
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, actual);
        Assert.Fail($"{name} is not as verified (QUERENT_UPDATE_SNAPSHOTS=1 accepts {Path.GetFileName(received)}):\n{Diff(expected ?? "", actual)}");
    }

    private static string Normalize(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n');

    private static string Diff(string expected, string actual)
    {
        var result = new StringBuilder();
        foreach (DiffPiece line in InlineDiffBuilder.Diff(expected, actual).Lines)
        {
            string? mark = line.Type switch { ChangeType.Inserted => "+ ", ChangeType.Deleted => "- ", _ => null };
            if (mark is not null)
            {
                result.Append(mark).Append(line.Text).Append('\n');
            }
        }

        return result.ToString();
    }
}
