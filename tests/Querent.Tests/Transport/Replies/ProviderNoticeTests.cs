namespace Querent.Tests.Transport.Replies;

public class ProviderNoticeTests
{
    [Theory]
    [InlineData("Deprecation", "@1688169599", ProviderNoticeKind.Deprecation, "2023-06-30T23:59:59Z", null)]
    [InlineData("Deprecation", "Fri, 30 Jun 2023 23:59:59 GMT", ProviderNoticeKind.Deprecation, "2023-06-30T23:59:59Z", null)]
    [InlineData("Deprecation", "true", ProviderNoticeKind.Deprecation, null, null)]
    [InlineData("Deprecation", "@99999999999999999", ProviderNoticeKind.Deprecation, null, null)]
    [InlineData("Deprecation", "@", ProviderNoticeKind.Deprecation, null, null)]
    [InlineData("Sunset", "Wed, 31 Dec 2025 23:59:59 GMT", ProviderNoticeKind.Sunset, "2025-12-31T23:59:59Z", null)]
    [InlineData("Sunset", "soon, secret", ProviderNoticeKind.Sunset, null, null)]
    [InlineData("azure-deprecating", "API version 2009-27-07 will retire on 2022-12-01 (https://aka.ms/versions?key=secret);TLS 1.0", ProviderNoticeKind.Deprecation, null, "https://aka.ms/versions")]
    [InlineData("azure-deprecating", "secret", ProviderNoticeKind.Deprecation, null, null)]
    [InlineData("azure-deprecating", "https://secret@aka.ms/", ProviderNoticeKind.Deprecation, null, null)]
    [InlineData("Warning", "299 - \"secret, see https://example.org/a#secret\"", ProviderNoticeKind.Warning, null, "https://example.org/a")]
    [InlineData("Warning", "", ProviderNoticeKind.Warning, null, null)]
    public async Task A_notice_in_the_headers_is_read_without_its_text(string header, string value, ProviderNoticeKind kind, string? date, string? link)
    {
        CompletionResult answered = await Wire.ReadAsync(200, Ask.Answer, (header, value));
        CompletionResult failed = await Wire.ReadAsync(429, "", (header, value));
        answered.Reply!.Dispose();

        var expected = new ProviderNotice(kind, header)
        {
            Date = date is null ? null : DateTimeOffset.Parse(date, System.Globalization.CultureInfo.InvariantCulture),
            Link = link is null ? null : new Uri(link),
        };
        Assert.Equal([expected], answered.Notices);
        Assert.Equal([expected], failed.Notices);
        Assert.DoesNotContain("secret", expected.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_in_the_body_is_told_of_beside_those_of_the_headers()
    {
        CompletionResult result = await Wire.ReadAsync(200, """{"warning":"This model version is deprecated.",""" + Ask.Answer[1..], ("Sunset", "x"));
        result.Reply!.Dispose();

        Assert.Equal([new(ProviderNoticeKind.Warning, "warning"), new(ProviderNoticeKind.Sunset, "Sunset")], result.Notices);
    }

    [Fact]
    public async Task A_reply_without_notices_has_none()
    {
        CompletionResult result = await Wire.ReadAsync(200, """{"warning":null,""" + Ask.Answer[1..]);
        result.Reply!.Dispose();

        Assert.Empty(result.Notices);
        Assert.Empty(default(CompletionResult).Notices);
    }
}
