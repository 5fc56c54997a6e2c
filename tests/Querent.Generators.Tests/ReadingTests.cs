using Querent.Generators.Tests.Harness;
using Querent.Generators.Tests.Rows;

namespace Querent.Generators.Tests;

public sealed class ReadingTests
{
    private const string Judgement = """
        {'the-verdict':'Calm','is_final':true,
         'remarks':[{'text':'a','weight':5,'moods':['Calm','<angry> & \u0022loud\u0022']}],
         'best':null,'marks':[1.5,2],'tags':['x',null],'level':255,'slant':-0.5,'weight':null,'total':18446744073709551615}
        """;

    [Fact]
    public void An_answer_of_every_kind_of_member_is_read()
    {
        var answer = Plans.Read<Judged, Judgement>("Judgement", Judgement.Replace("\\u0022", "\\\"", StringComparison.Ordinal));

        Assert.Equal(Mood.Calm, answer.Verdict);
        Assert.True(answer.IsFinal);
        Remark remark = Assert.Single(answer.Remarks);
        Assert.Equal(("a", 5, "kept"), (remark.Text, remark.Weight, remark.Ignored));
        Assert.Equal([Mood.Calm, Mood.Angry], remark.Moods);
        Assert.Null(answer.Best);
        Assert.Equal([1.5m, 2m], answer.Marks);
        Assert.Equal(["x", null], answer.Tags);
        Assert.Equal((255, -0.5, null, ulong.MaxValue), (answer.Level, answer.Slant, answer.Weight, answer.Total));
    }

    [Theory]
    [InlineData("'the-verdict':'Calm'", "'the-verdict':'calm'", "$.the-verdict", "enum")]
    [InlineData("'is_final':true", "'is_final':'true'", "$.is_final", "type")]
    [InlineData("'text':'a'", "'text':null", "$.remarks[0].text", "type")]
    [InlineData("'weight':5", "'weight':6", "$.remarks[0].weight", "range")]
    [InlineData("'moods':['Calm'", "'moods':['Gone'", "$.remarks[0].moods[0]", "enum")]
    [InlineData("'best':null,", "", "$.best", "required")]
    [InlineData("'best':null,", "'best':null,'best':null,", "$.best", "duplicate")]
    [InlineData("'best':null,", "'best':null,'worst':null,", "$", "unknown")]
    [InlineData("'best':null", "'best':{}", "$.best.text", "required")]
    [InlineData("'marks':[1.5,2]", "'marks':null", "$.marks", "type")]
    [InlineData("'level':255", "'level':256", "$.level", "range")]
    [InlineData("'slant':-0.5", "'slant':-0.51", "$.slant", "range")]
    [InlineData("'total':18446744073709551615", "'total':1.5", "$.total", "type")]
    [InlineData("}\n", "}{", "$", "json")]
    public void An_answer_that_the_schema_does_not_allow_is_refused_with_place_and_rule(string valid, string wrong, string path, string rule)
    {
        string answer = (Judgement + "\n").Replace("\\u0022", "\\\"", StringComparison.Ordinal);
        int at = answer.LastIndexOf(valid, StringComparison.Ordinal);
        Assert.True(at >= 0);
        string mutated = valid == "}\n" ? answer[..at] + wrong : answer.Replace(valid, wrong, StringComparison.Ordinal);

        AnswerException refusal = Plans.Refuse<Judged>("Judgement", mutated);

        Assert.Equal((path, rule), (refusal.Path, refusal.Rule));
    }

    [Fact]
    public void A_bare_answer_is_unwrapped()
    {
        Assert.Equal(42, Plans.Read<Judged, int>("Percent", "{'answer':42.0}"));
        Assert.Equal(["a", "b"], Plans.Read<Judged, string[]>("All", "{'answer':['a','b']}"));
        Assert.Equal(Mood.Calm, Plans.Read<Judged, Mood?>("Mood", "{'answer':'Calm'}"));
        Assert.Null(Plans.Read<Judged, Mood?>("Mood", "{'answer':null}"));
        Assert.Null(Plans.Read<Judged, Remark?>("Second", "{'answer':null}"));
        Assert.Equal("t", Plans.Read<Judged, Remark?>("Second", "{'answer':{'text':'t','weight':null,'moods':[]}}")!.Text);
    }

    [Theory]
    [InlineData("Percent", "{'answer':101}", "$.answer", "range")]
    [InlineData("Percent", "{'answer':null}", "$.answer", "type")]
    [InlineData("Percent", "{}", "$.answer", "required")]
    [InlineData("Percent", "5", "$", "type")]
    [InlineData("All", "{'answer':['a',null]}", "$.answer[1]", "type")]
    [InlineData("Mood", "{'answer':5}", "$.answer", "type")]
    public void A_bare_answer_that_does_not_fit_is_refused(string query, string answer, string path, string rule)
    {
        AnswerException refusal = Plans.Refuse<Judged>(query, answer);

        Assert.Equal((path, rule), (refusal.Path, refusal.Rule));
    }
}
