namespace Querent.Answers.Suite.Types;

public sealed record Numbers(
    sbyte Tiny,
    byte Octet,
    short Small,
    ushort Port,
    int Plain,
    uint Count,
    long Distance,
    ulong Mass,
    float Weight,
    double Share,
    decimal Money,
    bool IsSure);

public sealed record NullableNumbers
{
    public required sbyte? Tiny { get; init; }

    public required byte? Octet { get; init; }

    public required short? Small { get; init; }

    public required ushort? Port { get; init; }

    public required int? Plain { get; init; }

    public required uint? Count { get; init; }

    public required long? Distance { get; init; }

    public required ulong? Mass { get; init; }

    public required float? Weight { get; init; }

    public required double? Share { get; init; }

    public required decimal? Money { get; init; }

    public required bool? IsSure { get; init; }
}
