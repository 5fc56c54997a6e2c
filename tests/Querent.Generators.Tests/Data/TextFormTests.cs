using System.ComponentModel.DataAnnotations;
using Querent.Generators.Binding.Data;
using Querent.Generators.Model;

namespace Querent.Generators.Tests.Data;

/// <summary>What an example is held to at build time is what the attributes hold an answer to at run time.</summary>
public sealed class TextFormTests
{
    private const int Runs = 20_000;

    private static readonly Dictionary<string, (ValidationAttribute Attribute, string[] Pieces)> Forms = new()
    {
        ["EmailAddress"] = (new EmailAddressAttribute(), ["@", "a", "b.c", "\n", "\r", " ", "😀", "@"]),
        ["Url"] = (new UrlAttribute(), ["http://", "HTTPS://", "ftp://", "ftp:", "a", " ", "/", ""]),
        ["Phone"] = (new PhoneAttribute(), ["+", "1", "555", "٣", " ", "\u2003", "(", ")", "-", ".", "ext.", "EXT", "x", "X", "ext", "a", "\n"]),
        ["CreditCard"] = (new CreditCardAttribute(), ["4111111111111111", "0", "7", "5", "18", "-", " ", "٣", "a"]),
        ["Base64String"] = (new Base64StringAttribute(), ["YWI=", "YWJj", "YQ==", "YR==", "=", "a", "+", "/", "-", " ", "\n", "\t", "é", "\v"]),
        ["FileExtensions"] = (new FileExtensionsAttribute { Extensions = "txt, .MD,tar.gz," }, ["a", ".txt", ".TXT", ".md", ".", "/", "\\", ".targz", ".gz", " ", "ſ", "é"]),
    };

    public static TheoryData<string> Names() => [.. Forms.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_text_has_a_form_where_the_attribute_of_NET_finds_it_valid(string name)
    {
        (ValidationAttribute attribute, string[] pieces) = Forms[name];
        var form = new FormShape(name, "", "", null) { Extensions = (attribute as FileExtensionsAttribute)?.Extensions };
        var random = new Random(4);
        int valid = 0;
        for (int i = 0; i < Runs; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => pieces[random.Next(pieces.Length)]));
            bool isValid = attribute.IsValid(text);
            valid += isValid ? 1 : 0;

            Assert.True(isValid == TextForms.Has(text, form), $"{name} of \"{text}\": .NET says {isValid}");
        }

        Assert.InRange(valid, Runs / 50, Runs - (Runs / 50));
    }
}
