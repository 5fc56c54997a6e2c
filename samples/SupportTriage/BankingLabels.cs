namespace SupportTriage;

/// <summary>Finds the intent of a label of the data set, such as <c>card_arrival</c> or <c>reverted_card_payment?</c>.</summary>
internal static class BankingLabels
{
    // The members are named after the labels: a label without its punctuation is a name in another case.
    private static readonly Dictionary<string, BankingIntent> Intents =
        Enum.GetValues<BankingIntent>().ToDictionary(intent => intent.ToString(), StringComparer.OrdinalIgnoreCase);

    public static bool TryParse(string? label, out BankingIntent intent)
        => Intents.TryGetValue((label ?? "").Replace("_", "", StringComparison.Ordinal).TrimEnd('?'), out intent);
}
