using System.Globalization;

namespace Querent.Emulator;

/// <summary>Where in the messages a part of a content stands; made into text only for a refusal.</summary>
/// <param name="Message">The message's index.</param>
/// <param name="Part">The part's index in its content.</param>
internal readonly record struct PartPath(int Message, int Part)
{
    public string Of(string? member = null)
        => string.Create(CultureInfo.InvariantCulture, $"messages[{Message}].content[{Part}]{(member is null ? "" : ".")}{member}");
}
