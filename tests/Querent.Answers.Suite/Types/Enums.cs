using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Querent.Answers.Suite.Types;

public enum Mood
{
    Calm,

    [JsonStringEnumMemberName("quite-glad")]
    Glad,

    [JsonStringEnumMemberName("\u00fcbel \"gelaunt\"")]
    Cross,
}

/// <summary>Two names of one value.</summary>
public enum Level : byte
{
    [Description("The least.")]
    Low = 1,
#pragma warning disable CA1069 // one value, two names
    Minor = 1,
#pragma warning restore CA1069
    High = byte.MaxValue,
}

[Flags]
[JsonConverter(typeof(JsonStringEnumConverter<Traits>))]
public enum Traits : long
{
    Nothing = 0,
    Brief = 1,
    Clear = 2,
    Kind = 1L << 40,
}

/// <summary>So many that they are told apart by more than a look at each.</summary>
public enum Letter
{
    Alpha,
    Beta,
    Gamma,
    Delta,
    Epsilon,
    Zeta,
    Eta,
    Theta,
    Iota,
    Kappa,
    Lambda,
    Mu,
    Nu,
    Omicron,
}

public sealed record Enums(Mood Mood, Mood? Other, Level Level, Level? Second, Traits Trait, Traits? Another, Letter First, Letter? Last);
