namespace SupportTriage;

/// <summary>Finds the intent of a label of the data set, such as <c>card_arrival</c> or <c>reverted_card_payment?</c>.</summary>
internal static class BankingLabels
{
    // The members are named after the labels, so that a label without its underscores is a name in another case.
    public static bool TryParse(string? label, out BankingIntent intent)
        => Enum.TryParse(label?.Replace("_", "", StringComparison.Ordinal).TrimEnd('?'), ignoreCase: true, out intent) && Enum.IsDefined(intent);
}
