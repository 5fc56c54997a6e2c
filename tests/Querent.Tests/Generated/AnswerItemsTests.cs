namespace Querent.Tests.Generated;

public class AnswerItemsTests
{
    public static TheoryData<int> Counts => [0, 1, 7, 8, 9, 31, 32, 33, 64, 65, 1_000];

    [Theory]
    [MemberData(nameof(Counts))]
    public void A_list_of_any_form_holds_what_was_added_in_its_order(int count)
    {
        string[] expected = [.. Enumerable.Range(0, count).Select(number => $"{number}")];

        Assert.Equal(expected, Fill(expected).ToArray());
        Assert.Equal(expected, Fill(expected).ToList());
        Assert.Equal(expected, Fill(expected).ToImmutableArray());
        Assert.Equal(expected, Fill(expected).ToImmutableList());
        Assert.Equal(expected, Fill(expected).ToHashSet());
        Assert.Equal(expected.Order(), Fill(expected).ToImmutableHashSet().Order());
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void A_list_has_room_for_its_elements_and_no_more(int count)
        => Assert.Equal(count, Fill([.. Enumerable.Range(0, count)]).ToList().Capacity);

    [Fact]
    public void A_set_holds_once_what_was_added_twice()
    {
        int[] items = [.. Enumerable.Range(0, 100).Select(number => number % 40)];

        Assert.Equal(40, Fill(items).ToHashSet().Count);
        Assert.Equal(40, Fill(items).ToImmutableHashSet().Count);
    }

    private static AnswerItems<T> Fill<T>(T[] items)
    {
        var result = new AnswerItems<T>();
        foreach (T item in items)
        {
            result.Add(item);
        }

        return result;
    }
}
