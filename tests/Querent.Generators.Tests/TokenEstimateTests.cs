using System.Runtime.CompilerServices;
using Microsoft.ML.Tokenizers;
using Querent.Generators.Advice;

namespace Querent.Generators.Tests;

/// <summary>The estimates of the advice beside the tokenizers of OpenAI's models.</summary>
public sealed class TokenEstimateTests(TokenEstimateTests.Tokenizers tokenizers) : IClassFixture<TokenEstimateTests.Tokenizers>
{
    private static readonly string[] Pieces =
    [
        "a", "A", "word", "Word", "WORD", "é", "e\u0301", "\u0301", "ß", "你", "שלום", "\u0e33", "😀", "❤\ufe0f", "👩\u200d👩", "\ud835\udfd9", "1", "23", "4567", "½", "Ⅷ", "'s", "'ll", "\u2019s", "'", "\"", ".", "..", "!?", "-", "--", "_", "/", "//", "<b>", "</b>",
        "{", "}}", "$", "€", "+", " ", "  ", "\t", "\n", "\r\n", "\n\n", " \n", "\u00a0", "\u2028", "\ufffd", "\0",
    ];

    [Fact]
    public void No_text_has_fewer_tokens_than_the_least_estimate()
    {
        var random = new Random(20261124);
        for (int i = 0; i < 20_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pieces[random.Next(Pieces.Length)]));

            Assert.All(tokenizers.All, tokenizer => Assert.True(TokenEstimate.AtLeast(text) <= tokenizer.CountTokens(text), $"{text}: {TokenEstimate.AtLeast(text)}"));
        }
    }

    [Theory]
    [InlineData("docs/templates.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("src/Querent/Annotations/QueryAttribute.cs")]
    public void Real_text_has_at_most_twice_the_least_estimate_and_about_the_other(string path)
    {
        string text = File.ReadAllText(Path.Combine(Root(), path));

        Assert.All(tokenizers.All, tokenizer =>
        {
            int count = tokenizer.CountTokens(text);
            Assert.InRange(TokenEstimate.AtLeast(text), count / 2, count);
            Assert.InRange(TokenEstimate.About(text), count * 3 / 4, count * 5 / 4);
        });
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));

    public sealed class Tokenizers
    {
        public IReadOnlyList<Tokenizer> All { get; } = [TiktokenTokenizer.CreateForEncoding("cl100k_base"), TiktokenTokenizer.CreateForEncoding("o200k_base")];
    }
}
