namespace Querent.Tests.Generated;

public class LookupTableTests
{
    private static readonly Dictionary<string, string?> Table = new() { ["a"] = "first", ["none"] = null };

    [Fact]
    public void An_entry_is_found_by_its_key_though_it_is_null()
    {
        Assert.Equal("first", LookupTable.Get(Table, "a", "Weights"));
        Assert.Null(LookupTable.Get(Table, "none", "Weights"));
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("A")]
    [InlineData(null)]
    public void A_key_without_an_entry_is_an_error_that_names_the_table_and_not_the_key(string? key)
    {
        LookupException exception = Assert.Throws<LookupException>(() => LookupTable.Get(Table, key, "Weights"));

        Assert.Equal(("Weights", "The lookup 'Weights' has no entry for the key that it was asked for."), (exception.Lookup, exception.Message));
    }
}
