namespace Querent;

/// <summary>Makes the exception of a wrong option, whose property stands where a method's parameter usually does.</summary>
internal static class OptionError
{
    public static ArgumentException Wrong(string option, string message) => new(message, option);

    public static ArgumentOutOfRangeException OutOfRange(string option, object? value, string message) => new(option, value, message);
}
