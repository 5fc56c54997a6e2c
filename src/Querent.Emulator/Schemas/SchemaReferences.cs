using System.Globalization;
using System.Text.Json;

namespace Querent.Emulator;

/// <summary>Finds what a <c>$ref</c> points to within its own document.</summary>
internal static class SchemaReferences
{
    /// <summary>Resolves <c>#</c> or <c>#/…</c>; false when nothing stands there.</summary>
    public static bool TryResolve(JsonElement root, string reference, out JsonElement target)
    {
        target = root;
        if (reference == "#")
        {
            return true;
        }

        if (!reference.StartsWith("#/", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (string escaped in reference[2..].Split('/'))
        {
            string step = Uri.UnescapeDataString(escaped).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (target.ValueKind == JsonValueKind.Array
                && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < target.GetArrayLength())
            {
                target = target[index];
            }
            else if (target.ValueKind != JsonValueKind.Object || !target.TryGetProperty(step, out target))
            {
                return false;
            }
        }

        return target.ValueKind == JsonValueKind.Object;
    }
}
