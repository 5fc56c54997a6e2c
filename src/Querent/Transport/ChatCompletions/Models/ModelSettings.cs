namespace Querent;

/// <summary>The bounds of a sampling temperature.</summary>
internal static class SamplingTemperature
{
    public static void Validate(double? temperature, string name)
    {
        if (temperature is not (null or (>= 0 and <= 2)))
        {
            throw new ArgumentOutOfRangeException(name, temperature, "The temperature must be from 0 to 2, or null.");
        }
    }
}
