using System.Net;
using System.Reflection;

namespace TicketApi.Tests;

public sealed class StartTests
{
    private static readonly string Root = typeof(StartTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    [Fact]
    public async Task Without_a_model_it_asks_an_emulator_says_so_and_answers_as_the_README_shows()
    {
        await using SampleProcess sample = await SampleProcess.StartAsync();

        using HttpResponseMessage response = await sample.PostAsync("My card was stolen.");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("Asking an emulator in this process: its answers are invented.", sample.Output, StringComparison.Ordinal);
        string readme = await File.ReadAllTextAsync(Path.Combine(Root, "README.md"), TestContext.Current.CancellationToken);
        Assert.Contains(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_that_it_is_healthy_where_a_probe_asks()
    {
        await using SampleProcess sample = await SampleProcess.StartAsync();

        using HttpResponseMessage response = await sample.Client.GetAsync("health", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "Healthy"), (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("MaxConcurency", "8", "Querent:MaxConcurency is no setting.")]
    [InlineData("Endpoint", "https://my-resource.openai.azure.com", "Querent:Deployment is not set.")]
    [InlineData("ApiKey", "key-not-to-be-seen", "Querent:Endpoint is not set.")]
    public async Task A_wrong_setting_ends_it_before_it_listens(string key, string value, string message)
    {
        (int code, string output) = await SampleProcess.RunToItsEndAsync((key, value));

        Assert.NotEqual(0, code);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.DoesNotContain("Now listening", output, StringComparison.Ordinal);
        Assert.DoesNotContain("key-not-to-be-seen", output, StringComparison.Ordinal);
    }
}
