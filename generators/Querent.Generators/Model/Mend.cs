namespace Querent.Generators.Model;

/// <summary>How a problem can be mended by nothing but a text: a code fix applies it.</summary>
/// <param name="Site">
/// The characters of a template that the text takes the place of, or none of them where it is put in; a member that is
/// to be named so.
/// </param>
/// <param name="Texts">What may stand there, the likeliest first; not empty.</param>
/// <param name="IsCertain">Whether the first is likelier than all others, so that many problems can be mended at once.</param>
internal sealed record Mend(Site Site, EquatableArray<string> Texts, bool IsCertain)
{
    public Mend(Site site, string text)
        : this(site, new[] { text }.ToEquatableArray(), IsCertain: true)
    {
    }
}
