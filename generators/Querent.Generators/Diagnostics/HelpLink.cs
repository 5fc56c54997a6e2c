namespace Querent.Generators.Diagnostics;

/// <summary>Where the rules are explained, a page each.</summary>
internal static class HelpLink
{
    /// <summary>The address of the pages; a rule's id and <c>.md</c> follow.</summary>
    public const string Base = "https://github.com/querent/querent/blob/main/docs/rules/";
}
