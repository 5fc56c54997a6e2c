using System.Text;
using CsCheck;

namespace Querent.Tests.Generated;

public class AnswerNamesTests
{
    private static readonly Gen<string> Name = Gen.String[Gen.Char["abö_"], 0, 6];

    [Fact]
    public void A_name_is_found_at_its_first_place_wherever_one_looks_first()
        => Gen.Select(Name.Array[0, 64], Name, Gen.Int[0, 65]).Sample((names, sought, likely) =>
        {
            var list = new AnswerNames(names);
            foreach (string name in names.Append(sought))
            {
                byte[] utf8 = Encoding.UTF8.GetBytes(name);
                int expected = Array.IndexOf(names, name);
                Assert.Equal(expected, list.Find(utf8));
                int found = list.Find(utf8, likely);
                Assert.True(found == expected || (found == likely && names[found] == name));
            }
        });

    [Fact]
    public void Names_that_differ_in_a_letter_that_is_not_hashed_are_kept_apart()
    {
        string[] names = [.. Enumerable.Range(0, 1_000).Select(number => $"item_{number:000}_of_a_thousand")];
        var list = new AnswerNames(names);

        Assert.All(names, (name, place) => Assert.Equal(place, list.Find(Encoding.UTF8.GetBytes(name))));
        Assert.True(list.Find("item_00x_of_a_thousand"u8) < 0);
    }
}
