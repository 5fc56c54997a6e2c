using System.Text;

namespace Querent.Tests.Transport.Replies;

/// <summary>Replies that were good once, broken at random.</summary>
public class ReplyMutationTests
{
    private const int Rounds = 4000;

    private static readonly int[] Statuses = [200, 200, 200, 200, 400, 400, 403, 429, 500, 502, 204, 302];

    private static readonly string[] Bodies =
    [
        Ask.Answer,
        """
        {"id":"x","object":"chat.completion","created":1,"model":"gpt-4o","warning":"old","prompt_filter_results":[{"prompt_index":0,"content_filter_results":{"hate":{"filtered":false,"severity":"safe"},"jailbreak":{"detected":true,"filtered":false}}}],
         "choices":[{"index":0,"logprobs":null,"message":{"role":"assistant","refusal":null,"annotations":[],"content":"{\"a\":\"\u00fc\\n\ud83d\ude00\"}"},"content_filter_results":{"error":{"code":"content_filter_error","message":"no"},"custom_blocklists":{"filtered":true,"details":[{"filtered":true,"id":"x"}]}},"finish_reason":"stop"}],
         "usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18,"prompt_tokens_details":{"cached_tokens":3},"completion_tokens_details":{"reasoning_tokens":2}}}
        """,
        """{"choices":[{"message":{"content":null,"refusal":"I cannot","tool_calls":[{"id":"c","function":{"name":"f","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}""",
        """{"error":{"message":"m","type":null,"param":"prompt","code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"hate":{"filtered":true,"severity":"high"},"self_harm":{"filtered":false,"severity":"safe"}}}}}""",
        """{"error":{"code":"content_filter","content_filters":[{"blocked":true,"source_type":"completion","content_filter_results":{"hate":{"filtered":true,"severity":7}}}],"innererror":{"code":"ContentFiltered"}}}""",
        """[{"error":{"code":429,"message":"m"}}]""",
        "<html><body>502 Bad Gateway</body></html>",
    ];

    private static readonly string[] Pieces =
        ["null", "{", "}", "[", "]", "\"", ",", ":", "true", "-1", "1e999", "99999999999999999999", "\\ud800", "\\u0000", "\uFEFF", "{}", "[[[[[[[[", "\"error\":", "\"choices\":", "\"content\":[]", "\"code\":{}"];

    [Fact]
    public async Task Any_bytes_as_a_reply_come_to_a_reply_or_a_typed_error_and_never_to_an_exception()
    {
        var random = new Random(20261124);
        int replies = 0, errors = 0;
        for (int round = 0; round < Rounds; round++)
        {
            byte[] body = Mutate(Encoding.UTF8.GetBytes(Bodies[random.Next(Bodies.Length)]), random);
            int status = Statuses[random.Next(Statuses.Length)];
            (string, string)[] headers = random.Next(20) == 0 ? [("Content-Encoding", random.Next(2) == 0 ? "gzip" : "br"), ("Sunset", "soon"), ("Deprecation", "@99999999999999999999")] : [];
            try
            {
                CompletionResult result = await Wire.ReadAsync(status, body, headers: headers);
                using CompletionReply? reply = result.Reply;

                Assert.NotEqual(reply is null, result.Error is null);
                Assert.False(reply is not null && status != 200);
                _ = reply is null ? null : ReplyJudgement.Judge(reply, requireContentFilter: true);
                _ = AttemptNotes.Of(result);
                _ = reply is null ? errors++ : replies++;
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"Round {round}, status {status}: {exception.GetType().Name} over {Convert.ToBase64String(body)}");
            }
        }

        Assert.InRange(replies, Rounds / 50, Rounds);   // it is no test where all is broken beyond reading
        Assert.InRange(errors, Rounds / 4, Rounds);
    }

    private static byte[] Mutate(byte[] body, Random random)
    {
        List<byte> bytes = [.. body];
        for (int change = random.Next(4); change >= 0 && bytes.Count > 0; change--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(7))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 12), bytes.Count - at));
                    break;
                case 2:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 3:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 4:
                    bytes.InsertRange(at, bytes[at..Math.Min(bytes.Count, at + random.Next(1, 60))]);
                    break;
                case 5:
                    Replace(bytes, at, random);
                    break;
                default:
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Puts another value in place of the next one, so that the JSON stays JSON and has another shape.</summary>
    private static void Replace(List<byte> bytes, int at, Random random)
    {
        int colon = bytes.IndexOf((byte)':', at);
        int end = colon < 0 ? -1 : bytes.FindIndex(colon, value => value is (byte)',' or (byte)'}');
        if (end > colon && colon >= 0)
        {
            bytes.RemoveRange(colon + 1, end - colon - 1);
            string[] values = ["null", "[]", "{}", "17", "-0.5", "\"text\"", "true", "[{\"a\":[null]}]", "{\"code\":{\"code\":[]}}"];
            bytes.InsertRange(colon + 1, Encoding.UTF8.GetBytes(values[random.Next(values.Length)]));
        }
    }
}
