using System.Reflection;
using System.Text.Json.Serialization;

namespace SupportTriage.Tests;

public sealed class BankingLabelTests
{
    public static IReadOnlyList<string> Labels { get; } =
    [
        .. Enum.GetNames<BankingIntent>().Select(name =>
            typeof(BankingIntent).GetField(name)!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()!.Name),
    ];

    [Fact]
    public void The_intents_are_the_77_labels_of_the_excerpt()
        => Assert.Equal(PlainCsv.Read(File.ReadAllText(Sample.Command.Excerpt)).Skip(1).Select(record => record[1]).Distinct().Order(), Labels.Order());

    [Fact]
    public void Every_label_finds_its_own_intent()
        => Assert.All(Labels.Zip(Enum.GetValues<BankingIntent>()), pair =>
        {
            Assert.True(BankingLabels.TryParse(pair.First, out BankingIntent intent));
            Assert.Equal(pair.Second, intent);
        });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("no_such_intent")]
    public void What_is_no_label_finds_none(string? label) => Assert.False(BankingLabels.TryParse(label, out _));
}
