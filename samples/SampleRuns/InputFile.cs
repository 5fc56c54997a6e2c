using System.Text;

namespace SampleRuns;

/// <summary>Opens a file of UTF-8 text, and says in plain words why it cannot be read.</summary>
public static class InputFile
{
    /// <summary>Opens a file that has something in it. Text that is not UTF-8 throws where it is read.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="needed">What it has to hold, in a sentence.</param>
    /// <exception cref="UsageException">It cannot be read, or is empty.</exception>
    public static StreamReader Open(string file, string needed)
    {
        StreamReader? reader = null;
        try
        {
            reader = new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            return reader.Peek() >= 0 ? reader : throw new UsageException($"{file} is empty. {needed}");
        }
        catch (Exception exception)
        {
            reader?.Dispose();
            throw Explain(exception, file, line: 1) ?? exception;
        }
    }

    /// <summary>What went wrong, for whoever can put it right; null for what is no fault of the file's.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="file">The file's path.</param>
    /// <param name="line">The line that was read, from 1.</param>
    public static UsageException? Explain(Exception exception, string file, long line) => exception switch
    {
        UsageException usage => usage,
        FileNotFoundException or DirectoryNotFoundException => new($"There is no file {file}.", exception),
        UnauthorizedAccessException => new($"{file} cannot be read: it is a folder, or access to it is denied.", exception),
        DecoderFallbackException => new($"{file}, at or after line {line}: not UTF-8 text. Save the file as UTF-8.", exception),
        IOException => new($"{file} cannot be read: {exception.Message}", exception),
        _ => null,
    };
}
