using System.ComponentModel.DataAnnotations;
using System.Text.Json;

namespace Querent;

/// <summary>Runs the check that a type of the caller's own has.</summary>
internal static class OwnCheck
{
    /// <summary>What the check refused first; null where it refused nothing.</summary>
    public static ValidationResult? Of<T>(T value)
        where T : IValidatableObject
    {
        // Told the name, the context looks for none by reflection.
        var context = new ValidationContext(value, displayName: value.GetType().Name, serviceProvider: null, items: null);
        try
        {
            return (value.Validate(context) ?? []).FirstOrDefault(result => result != ValidationResult.Success);
        }
        catch (JsonException exception)
        {
            // Would pass for a fault of the answer's.
            throw new InvalidOperationException("The check threw a JsonException.", exception);
        }
    }
}
