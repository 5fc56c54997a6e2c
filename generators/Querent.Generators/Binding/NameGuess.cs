using Querent.Generators.Model;

namespace Querent.Generators.Binding;

/// <summary>Which names may have been meant by one that does not exist.</summary>
/// <param name="Names">The names, the nearest first; empty when none is near.</param>
/// <param name="IsCertain">Whether the first is nearer than all others.</param>
/// <param name="Advice">What ends the message: a question, or what to do instead.</param>
internal sealed record NameGuess(EquatableArray<string> Names, bool IsCertain, string Advice)
{
    /// <summary>No name, but something to do.</summary>
    public static NameGuess None(string advice) => new(default, IsCertain: false, advice);

    /// <summary>Names, and a question about the first of them.</summary>
    public static NameGuess Of(EquatableArray<string> names, bool isCertain)
        => new(names, isCertain, names.Count == 0 ? "" : $"; did you mean '{names[0]}'?");

    /// <summary>One name that was meant for sure.</summary>
    public static NameGuess Of(string name) => Of(new[] { name }.ToEquatableArray(), isCertain: true);
}
