using System.Net;
using System.Runtime.CompilerServices;
using Polly;
using Polly.Retry;

namespace Querent.Tests.Resilience.Strategies;

/// <summary>The example of <c>docs/quotas.md</c>, compiled and run.</summary>
public class QuotasPageTests
{
    [Fact]
    public async Task The_pages_example_lets_a_call_through_and_refuses_one_that_never_fits()
    {
        var embedding = new ResiliencePropertyKey<string>("text");
        ResiliencePipeline<HttpResponseMessage> pipeline = new ResiliencePipelineBuilder<HttpResponseMessage>()
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>   // before the strategies: what backs off holds nothing
            {
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result?.StatusCode is HttpStatusCode.TooManyRequests),
            })
            .AddQuotaPacing(new QuotaPacingStrategyOptions<HttpResponseMessage>
            {
                TokensPerMinute = 350_000,
                EstimateTokens = context => context.Properties.GetValue(embedding, "").Length / 4,
                Judge = Judge,
            })
            .AddAdaptiveConcurrency(new AdaptiveConcurrencyStrategyOptions<HttpResponseMessage> { MaxConcurrency = 64, Judge = Judge })
            .Build();

        static CallJudgement Judge(Outcome<HttpResponseMessage> outcome) => outcome.Result switch
        {
            null => CallJudgement.Ignored,
            { StatusCode: HttpStatusCode.TooManyRequests } refused => CallJudgement.Refused with { RetryAfter = refused.Headers.RetryAfter?.Delta },
            _ => CallJudgement.Served,
        };

        ResilienceContext context = ResilienceContextPool.Shared.Get(TestContext.Current.CancellationToken);
        context.Properties.Set(embedding, "a short text");
        using HttpResponseMessage response = await pipeline.ExecuteAsync(_ => ValueTask.FromResult(new HttpResponseMessage(HttpStatusCode.OK)), context);
        context.Properties.Set(embedding, new string('x', 1_400_004));
        OverQuotaException exception = await Assert.ThrowsAsync<OverQuotaException>(() => pipeline.ExecuteAsync(_ => ValueTask.FromResult(response), context).AsTask());
        ResilienceContextPool.Shared.Return(context);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal((350_001, 350_000), (exception.Tokens, exception.Quota));
    }

    [Fact]
    public void The_page_shows_the_code_that_is_compiled_here()
    {
        string file = ThisFile();
        string page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "../../../../docs/quotas.md"));

        Assert.Contains(Trimmed(page.Split("```csharp\n")[2].Split("\n```")[0]), Trimmed(File.ReadAllText(file)), StringComparison.Ordinal);
    }

    private static string Trimmed(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()));

    private static string ThisFile([CallerFilePath] string file = "") => file;
}
