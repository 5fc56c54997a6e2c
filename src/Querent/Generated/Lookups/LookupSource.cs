namespace Querent;

/// <summary>A table that a query's prompt looks things up in.</summary>
/// <param name="Name">The table's name in templates.</param>
/// <param name="Source">Where it comes from: the file's path from the project's folder, or the static member.</param>
/// <param name="Hash">SHA-256 of the file's text as UTF-8, without a mark and with line feeds for line ends, when the project was built, in lower-case hexadecimal; null for a static member, whose content is not known then.</param>
public sealed record LookupSource(string Name, string Source, string? Hash);
