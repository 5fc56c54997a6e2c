using CsCheck;

namespace Querent.Tests.Rows;

public class ReorderBufferTests
{
    [Fact]
    public void Whatever_the_order_of_arrival_items_leave_in_the_order_of_their_indexes()
        => Gen.Select(Gen.Int[0, 200], Gen.Int[0, 1_000_000], Gen.Int[1, 20]).Sample(
            (count, seed, batch) =>
            {
                int[] arrivals = [.. Enumerable.Range(0, count)];
                new Random(seed).Shuffle(arrivals);
                var buffer = new ReorderBuffer<string>(inOrder: true);
                List<string> left = [];
                long bytes = 0;
                foreach (int[] some in arrivals.Chunk(batch))
                {
                    foreach (int index in some)
                    {
                        buffer.Add(index, $"{index}", index);
                        bytes += index;
                    }

                    while (buffer.TryTake(out string? item))
                    {
                        left.Add(item);
                        bytes -= int.Parse(item, System.Globalization.CultureInfo.InvariantCulture);
                    }

                    Assert.Equal(bytes, buffer.Bytes);
                    Assert.Equal(0, buffer.ReadyCount);
                }

                Assert.Equal(Enumerable.Range(0, count).Select(index => $"{index}"), left);
                Assert.Equal(0, buffer.Bytes);
            },
            iter: 1_000);

    [Fact]
    public void Out_of_order_items_leave_as_they_came()
    {
        var buffer = new ReorderBuffer<string>(inOrder: false);
        foreach (int index in (ReadOnlySpan<int>)[7, 3, 900])
        {
            buffer.Add(index, $"{index}", 1);
        }

        Assert.Equal(3, buffer.ReadyCount);
        Assert.True(buffer.TryTake(out string? first));
        Assert.True(buffer.TryTake(out string? second));
        Assert.True(buffer.TryTake(out string? third));
        Assert.Equal(["7", "3", "900"], [first, second, third]);
        Assert.False(buffer.TryTake(out _));
    }

    [Fact]
    public void Only_what_is_contiguous_from_the_head_is_ready()
    {
        var buffer = new ReorderBuffer<string>(inOrder: true);
        buffer.Add(1, "1", 10);
        buffer.Add(2, "2", 10);
        Assert.Equal(0, buffer.ReadyCount);

        buffer.Add(0, "0", 10);
        Assert.Equal(3, buffer.ReadyCount);
        Assert.Equal(30, buffer.Bytes);
    }
}
