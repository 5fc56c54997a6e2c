using System.Text.Json;
using Querent.Generators.Binding;
using Querent.Generators.Discovery;

namespace Querent.Generators.Tests;

public sealed class NameTests
{
    [Fact]
    public void Snake_case_is_that_of_the_frameworks_naming_policy()
    {
        string[] pieces = ["A", "B", "Z", "a", "b", "1", "9", "_", "É", "ß", "ID", "Xml", "ǅ", " ", "世"];
        var random = new Random(20261124);
        for (int i = 0; i < 5_000; i++)
        {
            string name = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => pieces[random.Next(pieces.Length)]));
            Assert.Equal(JsonNamingPolicy.SnakeCaseLower.ConvertName(name), SnakeCase.Of(name));
        }
    }

    [Fact]
    public void Every_naming_policy_is_the_frameworks()
    {
        (Model.NamingPolicy Ours, JsonNamingPolicy Theirs)[] policies =
        [
            (Model.NamingPolicy.SnakeCaseLower, JsonNamingPolicy.SnakeCaseLower),
            (Model.NamingPolicy.SnakeCaseUpper, JsonNamingPolicy.SnakeCaseUpper),
            (Model.NamingPolicy.KebabCaseLower, JsonNamingPolicy.KebabCaseLower),
            (Model.NamingPolicy.KebabCaseUpper, JsonNamingPolicy.KebabCaseUpper),
            (Model.NamingPolicy.CamelCase, JsonNamingPolicy.CamelCase),
        ];
        string[] pieces = ["A", "B", "a", "b", "1", "_", "É", "é", "ID", "Xml", " ", "世"];
        var random = new Random(20261125);
        for (int i = 0; i < 2_000; i++)
        {
            string name = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => pieces[random.Next(pieces.Length)]));
            Assert.All(policies, policy => Assert.Equal(policy.Theirs.ConvertName(name), Model.Naming.NameOf(policy.Ours, name)));
        }

        Assert.Equal("HTMLText", Model.Naming.NameOf(Model.NamingPolicy.AsDeclared, "HTMLText"));
        Assert.Equal(Enum.GetNames<NamingPolicy>(), Enum.GetNames<Model.NamingPolicy>());
        Assert.Equal(Enum.GetNames<AnswerSchemaProfile>(), Enum.GetNames<Model.SchemaProfile>());
    }

    [Theory]
    [InlineData("Txet", "; did you mean 'Text'?")]
    [InlineData("text", "; did you mean 'Text'?")]
    [InlineData("Titel", "; did you mean 'Title'?")]
    [InlineData("Tex", "; did you mean 'Text'?")]
    [InlineData("Customer", "")]
    [InlineData("", "")]
    public void The_nearest_name_is_suggested_if_it_is_near(string name, string suggestion)
        => Assert.Equal(suggestion, NearestName.Of(name, ["Title", "Text", "Author"]).Advice);
}
