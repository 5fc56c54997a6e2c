using System.Text.Json;

namespace Querent.Tests.Transport;

public class ModelProfileTests
{
    [Theory]
    [InlineData("gpt-5", "-", false, "minimal,low,medium,high", StructuredOutput.StrictSchema)]
    [InlineData("gpt-5-mini-2025-08-07", "-", false, "minimal,low,medium,high", StructuredOutput.StrictSchema)]
    [InlineData("GPT-5-Pro", "-", false, "high", StructuredOutput.StrictSchema)]
    [InlineData("gpt-5-chat", "-", true, "", StructuredOutput.StrictSchema)]
    [InlineData("gpt-5.1", "-", false, "none,low,medium,high", StructuredOutput.StrictSchema)]
    [InlineData("gpt-5.2-pro", "-", false, "none,low,medium,high,xhigh", StructuredOutput.StrictSchema)]
    [InlineData("gpt-4.1-nano", "-", true, "", StructuredOutput.StrictSchema)]
    [InlineData("openai/gpt-4o-mini", "-", true, "", StructuredOutput.StrictSchema)]
    [InlineData("gpt-4o-2024-05-13", "-", true, "", StructuredOutput.JsonObject)]
    [InlineData("gpt-4-turbo-2024-04-09", "max_tokens", true, "", StructuredOutput.JsonObject)]
    [InlineData("gpt-4", "max_tokens", true, "", StructuredOutput.Text)]
    [InlineData("gpt-4-32k", "max_tokens", true, "", StructuredOutput.Text)]
    [InlineData("gpt-35-turbo-1106", "max_tokens", true, "", StructuredOutput.JsonObject)]
    [InlineData("gpt-3.5-turbo", "max_tokens", true, "", StructuredOutput.JsonObject)]
    [InlineData("o1", "-", false, "low,medium,high", StructuredOutput.StrictSchema)]
    [InlineData("o3-mini", "-", false, "low,medium,high", StructuredOutput.StrictSchema)]
    [InlineData("o4-mini", "-", false, "low,medium,high", StructuredOutput.StrictSchema)]
    [InlineData("ft:o4-mini-2025-04-16:acme::a1b2c3", "-", false, "low,medium,high", StructuredOutput.StrictSchema)]
    [InlineData("ft:gpt-3.5-turbo:acme::a1b2c3", "max_tokens", true, "", StructuredOutput.JsonObject)]
    [InlineData("meta-llama/Llama-3.1-8B-Instruct", "max_tokens", true, "", StructuredOutput.StrictSchema)]
    [InlineData("qwen3:8b", "max_tokens", true, "", StructuredOutput.StrictSchema)]
    [InlineData("gpt-oss:20b", "max_tokens", true, "low,medium,high", StructuredOutput.StrictSchema)]
    public void A_family_is_known_by_the_start_of_its_name(string model, string tokenLimit, bool takesTemperature, string efforts, StructuredOutput output)
    {
        var profile = ModelProfile.For(model);

        Assert.Equal(tokenLimit == "max_tokens" ? TokenLimitProperty.MaxTokens : TokenLimitProperty.MaxCompletionTokens, profile.TokenLimit);
        Assert.Equal((takesTemperature, efforts, output), (profile.TakesTemperature, string.Join(',', profile.ReasoningEfforts), profile.StructuredOutput));
    }

    [Theory]
    [InlineData("gpt-5-nano", "images")]
    [InlineData("gpt-5.2", "images")]
    [InlineData("o3", "images")]
    [InlineData("o4-mini", "images")]
    [InlineData("o1", "stop,images")]
    [InlineData("o1-mini", "stop")]
    [InlineData("o3-mini", "stop")]
    [InlineData("gpt-5-chat", "top_p,stop,images")]
    [InlineData("gpt-4o", "top_p,stop,images")]
    [InlineData("gpt-4-turbo", "top_p,stop,images")]
    [InlineData("gpt-4-turbo-preview", "top_p,stop")]
    [InlineData("gpt-4-1106-preview", "top_p,stop")]
    [InlineData("gpt-4-1106-vision-preview", "top_p,stop,images")]
    [InlineData("gpt-4-vision-preview", "top_p,stop,images")]
    [InlineData("gpt-4-32k", "top_p,stop")]
    [InlineData("gpt-35-turbo", "top_p,stop")]
    [InlineData("gpt-oss:20b", "top_p,stop")]
    [InlineData("mixtral-8x7b", "top_p,stop")]
    [InlineData("qwen2.5-vl", "top_p,stop,images")]
    [InlineData("prod", "top_p,stop,images")]
    public void A_family_takes_what_its_provider_says_it_takes(string model, string takes)
    {
        var profile = ModelProfile.For(model);

        Assert.Equal(takes, string.Join(',', new[] { profile.TakesTopP ? "top_p" : "", profile.TakesStop ? "stop" : "", profile.TakesImages ? "images" : "" }.Where(name => name.Length > 0)));
    }

    [Theory]
    [InlineData("prod")]
    [InlineData("o100")]
    [InlineData("o1x")]
    [InlineData("gpt-50")]
    [InlineData("gpt-4omega")]
    [InlineData("philosopher")]
    [InlineData("my-gpt-5")]
    public void A_name_that_is_none_of_theirs_gets_the_default(string model) => Assert.Same(ModelProfile.Default, ModelProfile.For(model));

    [Fact]
    public async Task A_reasoning_model_is_sent_its_effort_and_no_temperature()
    {
        JsonElement body = Ask.Body(await Ask.SentAsync(options => options with { Deployment = "o4-mini", ReasoningEffort = "low" }));

        Assert.Equal(["model", "messages", "response_format", "max_completion_tokens", "reasoning_effort"], body.EnumerateObject().Select(property => property.Name));
        Assert.Equal("low", body.GetProperty("reasoning_effort").GetString());
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(0.7, 0.7)]
    public async Task Any_other_is_sent_the_temperature_which_is_0_by_default(double? temperature, double sent)
        => Assert.Equal(sent, Ask.Body(await Ask.SentAsync(options => options with { Temperature = temperature })).GetProperty("temperature").GetDouble());

    [Fact]
    public async Task An_older_model_is_sent_its_own_token_limit()
    {
        JsonElement body = Ask.Body(await Ask.SentAsync(options => options with { Deployment = "gpt-35-turbo" }));

        Assert.Equal(300, body.GetProperty("max_tokens").GetInt32());
        Assert.False(body.TryGetProperty("max_completion_tokens", out _));
    }

    [Fact]
    public async Task A_profile_goes_before_the_name()
    {
        JsonElement body = Ask.Body(await Ask.SentAsync(options => options with { Deployment = "gpt-4o", Profile = ModelProfile.For("gpt-5"), ReasoningEffort = "minimal" }));

        Assert.Equal("minimal", body.GetProperty("reasoning_effort").GetString());
        Assert.False(body.TryGetProperty("temperature", out _));
    }

    [Theory]
    [InlineData("prod", "low", "By its name 'prod' the model takes no reasoning effort. Leave ReasoningEffort null, or set Profile if this is another model.")]
    [InlineData("o3", "minimal", "By its name 'o3' the model takes no such reasoning effort, only low, medium, high. Leave ReasoningEffort null, or set Profile if this is another model.")]
    [InlineData("o3", "LOW", "By its name 'o3' the model takes no such reasoning effort, only low, medium, high. Leave ReasoningEffort null, or set Profile if this is another model.")]
    public void An_effort_that_the_model_does_not_take_is_refused(string model, string effort, string message)
        => Assert.Equal(("ReasoningEffort", message), Ask.Refusal(options => options with { Deployment = model, ReasoningEffort = effort }));

    [Fact]
    public void A_temperature_that_the_model_does_not_take_is_refused_0_included()
    {
        Assert.Equal(
            ("Temperature", "By its name 'o3' the model takes no temperature. Leave Temperature null, or set Profile if this is another model."),
            Ask.Refusal(options => options with { Deployment = "o3", Temperature = 0 }));
        Assert.Equal(
            ("Temperature", "By its profile the model takes no temperature. Leave Temperature null, or set Profile if this is another model."),
            Ask.Refusal(options => options with { Profile = ModelProfile.For("o3"), Temperature = 1 }));
    }

    [Theory]
    [InlineData(2.5)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void A_temperature_out_of_range_is_refused(double temperature)
        => Assert.Equal("Temperature", Ask.Refusal(options => options with { Temperature = temperature }).Option);

    [Fact]
    public void A_profile_that_makes_no_sense_is_refused()
    {
        Assert.Equal("Profile", Ask.Refusal(options => options with { Profile = new() { ReasoningEfforts = default } }).Option);
        Assert.Equal("Profile", Ask.Refusal(options => options with { Profile = new() { ReasoningEfforts = [" "] } }).Option);
        Assert.Equal("Profile", Ask.Refusal(options => options with { Profile = new() { TokenLimit = (TokenLimitProperty)9 } }).Option);
        Assert.Equal("Profile", Ask.Refusal(options => options with { Profile = new() { StructuredOutput = (StructuredOutput)9 } }).Option);
    }
}
