using Querent.Generators.Tests.Harness;
using Querent.Generators.Tests.Rows;

namespace Querent.Generators.Tests.Constraints;

/// <summary>Constraints of what stands neither in a plain query nor in a plain object.</summary>
public sealed class ConstrainedPartsTests
{
    [Theory]
    [InlineData("Grades[Small, Clarity]", "{'value':5,'why':'0123456789'}")]
    [InlineData("Grades[Small, Brevity]", "{'value':1,'why':'x'}")]
    [InlineData("Points[Small, Clarity]", "{'answer':100}")]
    [InlineData("Words[Small, Clarity]", "{'answer':'at most'}")]
    [InlineData("Words[Small, Brevity]", "{'answer':null}")]
    [InlineData("ByMood", "{'answer':{'Calm':{'value':1,'why':'a'},'<angry> & \\u0022loud\\u0022':{'value':5,'why':'b'}}}")]
    [InlineData("Perhaps", "{'answer':{'Calm':null,'<angry> & \\u0022loud\\u0022':{'value':5,'why':'b'}}}")]
    public void What_keeps_to_them_is_read(string query, string answer)
        => Plans.Read<ConstrainedParts, object?>(query, answer);

    [Theory]
    [InlineData("Grades[Small, Clarity]", "{'value':6,'why':'a'}", "$.value", "range")]
    [InlineData("Grades[Small, Brevity]", "{'value':5,'why':'01234567890'}", "$.why", "length")]
    [InlineData("Points[Small, Clarity]", "{'answer':101}", "$.answer", "range")]
    [InlineData("Points[Small, Brevity]", "{'answer':-1}", "$.answer", "range")]
    [InlineData("Words[Small, Clarity]", "{'answer':'over eight'}", "$.answer", "length")]
    [InlineData("Words[Small, Brevity]", "{'answer':'Eight'}", "$.answer", "pattern")]
    [InlineData("ByMood", "{'answer':{'Calm':{'value':0,'why':'a'},'<angry> & \\u0022loud\\u0022':{'value':5,'why':'b'}}}", "$.answer.Calm.value", "range")]
    [InlineData("Perhaps", "{'answer':{'Calm':null,'<angry> & \\u0022loud\\u0022':{'value':5,'why':''}}}", "$.answer.<angry> & \"loud\".why", "length")]
    public void What_breaks_them_is_refused_in_its_place(string query, string answer, string path, string rule)
    {
        AnswerException refusal = Plans.Refuse<ConstrainedParts>(query, answer);

        Assert.Equal((path, rule), (refusal.Path, refusal.Rule));
    }

    [Fact]
    public void A_cells_constraint_is_told_to_the_model()
        => Assert.Contains("From 0 to 100.", System.Text.Encoding.UTF8.GetString(Plans.Query<ConstrainedParts>("Points[Small, Brevity]").ResponseFormat.Span), StringComparison.Ordinal);
}
