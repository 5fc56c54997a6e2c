namespace Querent;

/// <summary>A model's profile and what is asked of it beside the prompt, held against each other.</summary>
internal sealed record ModelSettings
{
    private ModelSettings(ModelProfile profile, double? temperature, string? reasoningEffort)
    {
        Profile = profile;
        Temperature = temperature;
        ReasoningEffort = reasoningEffort;
    }

    public ModelProfile Profile { get; }

    /// <summary>What is sent; null for nothing.</summary>
    public double? Temperature { get; }

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

        if (temperature is not null && !profile.TakesTemperature)
        {
            throw OptionError.Wrong(
                "Temperature", $"{Describe(deployment, isGiven)} takes no temperature. Leave Temperature null, or set Profile if this is another model.");
        }

        if (reasoningEffort is not null && !profile.ReasoningEfforts.Contains(reasoningEffort))
        {
            string takes = profile.ReasoningEfforts.IsEmpty ? "takes no reasoning effort" : $"takes no such reasoning effort, only {string.Join(", ", profile.ReasoningEfforts)}";
            throw OptionError.Wrong(
                "ReasoningEffort", $"{Describe(deployment, isGiven)} {takes}. Leave ReasoningEffort null, or set Profile if this is another model.");
        }

        return new ModelSettings(profile, temperature ?? (profile.TakesTemperature ? 0 : null), reasoningEffort);
    }

    private static string Describe(string deployment, bool isGiven)
        => isGiven ? "By its profile the model" : $"By its name '{deployment}' the model";
}
