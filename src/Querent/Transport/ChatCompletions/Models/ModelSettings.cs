namespace Querent;

/// <summary>A model's profile and what is asked of it beside the prompt, held against each other.</summary>
internal sealed record ModelSettings
{
    private const string OtherModel = "set Profile if this is another model.";

    private readonly string _model;

    private ModelSettings(string model, ModelProfile profile, double? temperature, string? reasoningEffort)
    {
        _model = model;
        Profile = profile;
        Temperature = temperature;
        ReasoningEffort = reasoningEffort;
    }

    public ModelProfile Profile { get; }

    /// <summary>What is sent; null for nothing.</summary>
    public double? Temperature { get; }

    /// <summary>Whether two answers to such a request may differ.</summary>
    public bool IsSampled(CompletionOptions? options) => (options?.Temperature ?? Temperature) != 0;

    /// <summary>What is sent; null for nothing.</summary>
    public string? ReasoningEffort { get; }

    /// <param name="deployment">The deployment's or model's name, which names the profile where none is given.</param>
    /// <param name="profile">The profile; null for the name's own.</param>
    /// <param name="temperature">The temperature; null for 0 where the model takes one.</param>
    /// <param name="reasoningEffort">The effort; null for the model's own default.</param>
    /// <exception cref="ArgumentException">The model does not take one of these.</exception>
    public static ModelSettings Create(string deployment, ModelProfile? profile, double? temperature, string? reasoningEffort)
    {
        bool isGiven = profile is not null;
        profile ??= ModelProfile.For(deployment);
        profile.Validate();
        if (temperature is not (null or (>= 0 and <= 2)))
        {
            throw OptionError.OutOfRange("Temperature", temperature, "The temperature must be from 0 to 2, or null for the profile's default.");
        }

        string model = isGiven ? "By its profile the model" : $"By its name '{deployment}' the model";
        if (temperature is not null && !profile.TakesTemperature)
        {
            throw OptionError.Wrong("Temperature", $"{model} takes no temperature. Leave Temperature null, or {OtherModel}");
        }

        if (reasoningEffort is not null && !profile.ReasoningEfforts.Contains(reasoningEffort))
        {
            throw OptionError.Wrong("ReasoningEffort", $"{model} {RefusedEffort(profile)}. Leave ReasoningEffort null, or {OtherModel}");
        }

        return new ModelSettings(model, profile, temperature ?? (profile.TakesTemperature ? 0 : null), reasoningEffort);
    }

    /// <summary>What the model does not take of what is asked; null for nothing.</summary>
    public string? FindObstacle(CompletionDemand demand)
    {
        CompletionOptions options = demand.Options;
        return options switch
        {
            { Temperature: not null } when !Profile.TakesTemperature => Obstacle("takes no temperature", "Temperature"),
            { TopP: not null } when !Profile.TakesTopP => Obstacle("takes no top-p", "TopP"),
            { Stop.IsDefaultOrEmpty: false } when !Profile.TakesStop => Obstacle("takes no texts to stop at", "Stop"),
            { ReasoningEffort: { } effort } when !Profile.ReasoningEfforts.Contains(effort) => Obstacle(RefusedEffort(Profile), "ReasoningEffort"),
            _ when demand.UsesImages && !Profile.TakesImages => $"{_model} sees no images. Ask one that does, or {OtherModel}",
            _ => null,
        };
    }

    private string Obstacle(string refusal, string option)
        => $"{_model} {refusal}. Leave {option} out of the query and of its row, or {OtherModel}";

    private static string RefusedEffort(ModelProfile profile)
        => profile.ReasoningEfforts.IsEmpty ? "takes no reasoning effort" : $"takes no such reasoning effort, only {string.Join(", ", profile.ReasoningEfforts)}";
}
