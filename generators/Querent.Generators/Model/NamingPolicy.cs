using Querent.Generators.Discovery;

namespace Querent.Generators.Model;

/// <summary>How C# names become the names of JSON properties and columns; the numbers are those of <c>Querent.NamingPolicy</c>.</summary>
internal enum NamingPolicy
{
    SnakeCaseLower,
    CamelCase,
    AsDeclared,
    SnakeCaseUpper,
    KebabCaseLower,
    KebabCaseUpper,
}

/// <summary>Applies naming policies.</summary>
internal static class Naming
{
    /// <summary>A C# name in JSON, exactly as the framework's policy writes it.</summary>
    public static string NameOf(this NamingPolicy policy, string name) => policy switch
    {
        NamingPolicy.CamelCase => CamelCase(name),
        NamingPolicy.AsDeclared => name,
        NamingPolicy.SnakeCaseUpper => SnakeCase.Of(name, '_', isUpper: true),
        NamingPolicy.KebabCaseLower => SnakeCase.Of(name, '-', isUpper: false),
        NamingPolicy.KebabCaseUpper => SnakeCase.Of(name, '-', isUpper: true),
        _ => SnakeCase.Of(name),
    };

    /// <summary>A name made of two that are in JSON's form already: <c>triage_intent</c>, <c>triageIntent</c>.</summary>
    public static string Join(this NamingPolicy policy, string first, string second)
        => first.Length == 0 ? second
            : second.Length == 0 ? first
            : policy switch
            {
                NamingPolicy.CamelCase or NamingPolicy.AsDeclared => first + char.ToUpperInvariant(second[0]) + second.Substring(1),
                NamingPolicy.KebabCaseLower or NamingPolicy.KebabCaseUpper => $"{first}-{second}",
                _ => $"{first}_{second}",
            };

    // As JsonNamingPolicy.CamelCase: the capitals at the start, but for the last of several before a small letter.
    private static string CamelCase(string name)
    {
        char[] letters = name.ToCharArray();
        for (int i = 0; i < letters.Length && char.IsUpper(letters[i]); i++)
        {
            if (i > 0 && i + 1 < letters.Length && !char.IsUpper(letters[i + 1]))
            {
                if (letters[i + 1] == ' ')
                {
                    letters[i] = char.ToLowerInvariant(letters[i]);
                }

                break;
            }

            letters[i] = char.ToLowerInvariant(letters[i]);
        }

        return new string(letters);
    }
}
