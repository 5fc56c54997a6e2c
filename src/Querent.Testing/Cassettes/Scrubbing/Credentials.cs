using System.Text.RegularExpressions;

namespace Querent.Testing;

/// <summary>What looks like a credential, whoever put it into a prompt.</summary>
internal static partial class Credentials
{
    public static string Scrub(string text) => Pattern().Replace(text, CassetteScrubber.Mark);

    [GeneratedRegex(
        """
        \bsk-[\w-]{20,}                                        # a key of OpenAI's or Anthropic's
        | (?<=\bBearer\s)[\w.~+/-]{16,}=*                      # a header's token
        | \beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*                    # a JSON web token
        | (?<=[?&]sig=)[\w%+/-]{16,}=*                         # the signature of a shared access address
        | (?<=\b(?:AccountKey|SharedAccessKey)=)[\w+/]{16,}=*  # a connection string's
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
