using System.Text.Json.Nodes;

namespace Querent.Jinja2.Tests;

/// <summary>What the templates are rendered with: its C#, for the compiler, and its values, as JSON for both engines.</summary>
internal static class Sample
{
    public const string Members = """
            public required string Text { get; init; }
            public required string? Note { get; init; }
            public required int Count { get; init; }
            public required long? Large { get; init; }
            public required bool Flag { get; init; }
            public required bool? Maybe { get; init; }
            public required Level Level { get; init; }
            public required double Ratio { get; init; }
            public required decimal Price { get; init; }
            public required IReadOnlyList<string> Tags { get; init; }
            public required IReadOnlyList<int> Numbers { get; init; }
            public required IReadOnlyList<Person> People { get; init; }
            public required IReadOnlyList<IReadOnlyList<string>> Grid { get; init; }
            public required IReadOnlyDictionary<string, int> Scores { get; init; }
            public required Person Owner { get; init; }
            public required Person? Deputy { get; init; }
        """;

    public const string Types = $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Text.Json.Nodes;
        using Querent;

        public enum Level { Low, Normal, High }

        public sealed record Person(string Name, int? Age, string? Nick)
        {
            public static Person Of(JsonNode? json) => new((string)json!["Name"]!, (int?)json["Age"], (string?)json["Nick"]);
        }

        public sealed record Sample
        {
        {{Members}}

            public static Sample Of(JsonNode json) => new()
            {
                Text = (string)json["Text"]!,
                Note = (string?)json["Note"],
                Count = (int)json["Count"]!,
                Large = (long?)json["Large"],
                Flag = (bool)json["Flag"]!,
                Maybe = (bool?)json["Maybe"],
                Level = Enum.Parse<Level>((string)json["Level"]!),
                Ratio = (double)json["Ratio"]!,
                Price = decimal.Parse((string)json["Price"]!, System.Globalization.CultureInfo.InvariantCulture),
                Tags = Texts(json["Tags"]),
                Numbers = [.. json["Numbers"]!.AsArray().Select(item => (int)item!)],
                People = [.. json["People"]!.AsArray().Select(Person.Of)],
                Grid = [.. json["Grid"]!.AsArray().Select(Texts)],
                Scores = json["Scores"]!.AsObject().ToDictionary(item => item.Key, item => (int)item.Value!),
                Owner = Person.Of(json["Owner"]),
                Deputy = json["Deputy"] is { } deputy ? Person.Of(deputy) : null,
            };

            private static IReadOnlyList<string> Texts(JsonNode? json) => [.. json!.AsArray().Select(item => (string)item!)];
        }

        """;

    private static readonly string[] Pieces =
    [
        "a", "b", "Z", "word", "two words", " ", "  ", "\n", "\n\n", "\t", "\"", "'", "\\", "<", ">", "&", "{{", "}}", "{%", "%}", "{#", "#}", "%", "#", "/", ".", ",",
        "0", "42", "\u0001", "\u001f", "\u007f", "\u0080", "\u00e9", "\u0416", "\u05e9\u05dc\u05d5\u05dd", "\u0645\u0631\u062d\u0628\u0627", "\u200f", "\u202e", "\u4e2d\u6587", "e\u0301",
        "\ud83d\ude00", "\ud83d\udc69\u200d\ud83d\udcbb", "\ufeff", "\u2028", "\ufffd",
    ];

    public static JsonObject Values(Random random) => new()
    {
        ["Text"] = Text(random),
        ["Note"] = random.Next(2) == 0 ? null : Text(random),
        ["Count"] = random.Next(-3, 12),
        ["Large"] = random.Next(3) == 0 ? null : random.NextInt64(-5_000_000_000, 5_000_000_000),
        ["Flag"] = random.Next(2) == 0,
        ["Maybe"] = random.Next(3) switch { 0 => null, 1 => true, _ => false },
        ["Level"] = random.Next(3) switch { 0 => "Low", 1 => "Normal", _ => "High" },
        ["Ratio"] = random.Next(-4000, 4000) / 8.0,
        ["Price"] = (random.Next(-100_000, 100_000) / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture),
        ["Tags"] = List(random, Text),
        ["Numbers"] = List(random, static random => random.Next(-5, 100)),
        ["People"] = new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Person(random))]),
        ["Grid"] = new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => List(random, Text))]),
        ["Scores"] = new JsonObject(new[] { "a", "b", "c d", "\u00e9" }.Where(_ => random.Next(2) == 0).Select(key => KeyValuePair.Create(key, (JsonNode?)random.Next(100)))),
        ["Owner"] = Person(random),
        ["Deputy"] = random.Next(2) == 0 ? null : Person(random),
    };

    private static JsonObject Person(Random random) => new()
    {
        ["Name"] = Text(random),
        ["Age"] = random.Next(3) == 0 ? null : random.Next(100),
        ["Nick"] = random.Next(3) == 0 ? null : Text(random),
    };

    private static JsonArray List<T>(Random random, Func<Random, T> item) => new([.. Enumerable.Range(0, random.Next(4)).Select(_ => (JsonNode?)JsonValue.Create(item(random)))]);

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => Pieces[random.Next(Pieces.Length)]));
}
