using Querent.Generators.Tests.Harness;
using Querent.Generators.Tests.Rows;

namespace Querent.Generators.Tests.Constraints;

public sealed class OwnCheckTests
{
    [Theory]
    [InlineData("Spans", "{'all':[{'from':1,'until':2},{'from':3,'until':1}]}", "$.all[1].until", "3 is above 1")]
    [InlineData("Spans", "{'all':[{'from':9,'until':2}]}", "$.all[0]", "9 is above 2")]
    [InlineData("Spans", "{'all':[{'from':1,'until':2},{'from':1,'until':2},{'from':1,'until':2}]}", "$", "too many")]
    [InlineData("Spans", "{'all':[{'from':1,'until':2},{'from':1,'until':2},{'from':2,'until':1}]}", "$.all[2].until", "2 is above 1")]
    [InlineData("ByMood", "{'answer':{'Calm':{'from':1,'until':2},'<angry> & \\u0022loud\\u0022':{'from':5,'until':2}}}", "$.answer.<angry> & \"loud\".until", "5 is above 2")]
    [InlineData("Tags", "{'answer':[]}", "$.answer", "none")]
    [InlineData("Number", "{'answer':{'$type':'even','value':2,'next':{'$type':'even','value':3,'next':null}}}", "$.answer.next.value", "odd")]
    [InlineData("Number", "{'answer':{'$type':'even','value':1,'next':{'$type':'even','value':2,'next':null}}}", "$.answer.value", "odd")]
    public void What_a_types_own_check_refuses_is_refused_innermost_first_and_keeps_its_text_to_itself(string query, string answer, string path, string text)
    {
        AnswerException refusal = Plans.Refuse<Checked>(query, answer);

        Assert.Equal((path, "check", text), (refusal.Path, refusal.Rule, refusal.CheckMessage));
        Assert.DoesNotContain(text, refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Spans", "{'all':[{'from':1,'until':2}]}")]
    [InlineData("Tags", "{'answer':['a']}")]
    [InlineData("Number", "{'answer':{'$type':'even','value':2,'next':null}}")]
    public void What_a_types_own_check_lets_pass_is_read(string query, string answer)
        => Assert.NotNull(Plans.Read<Checked, object>(query, answer));

    [Fact]
    public void A_check_that_throws_is_no_fault_of_the_answers()
        => Assert.IsType<System.Text.Json.JsonException>(
            Assert.Throws<InvalidOperationException>(() => Plans.Read<Checked, object>("Spans", "{'all':[{'from':666,'until':777}]}")).InnerException);
}
