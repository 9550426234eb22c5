using JoinArena.PrivacyPortal.Policies.Loading;

namespace JoinArena.PrivacyPortal.Tests.Policies.Loading;

public sealed class PolicyMarkdownTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;")]
    [InlineData("a <img src=x onerror=alert(1)> b", "&lt;img")]
    [InlineData("[x](javascript:alert(1))", "<p>x</p>")]
    [InlineData("[*x*](JavaScript:alert(1))", "<p><em>x</em></p>")]
    [InlineData("[x](data:text/html,hi)", "<p>x</p>")]
    [InlineData("[x](//evil.example)", "<p>x</p>")]
    [InlineData("[x](/account)", "<p>x</p>")]
    [InlineData("<javascript:alert(1)>", "<p>javascript:alert(1)</p>")]
    [InlineData("![x](https://example.com/x.png)", "<p>x</p>")]
    public void Markdown_that_could_run_or_call_home_is_shown_as_text(string markdown, string html)
    {
        var shown = PolicyMarkdown.ToHtml(PolicyMarkdown.Parse(markdown));

        shown.ShouldContain(html);
        shown.ShouldNotContain("<script");
        shown.ShouldNotContain("<img");
        shown.ShouldNotContain("href");
    }

    [Theory]
    [InlineData("[x](https://example.com/)", "href=\"https://example.com/\"")]
    [InlineData("[x](http://example.com/)", "href=\"http://example.com/\"")]
    [InlineData("[x](mailto:privacy@example.com)", "href=\"mailto:privacy@example.com\"")]
    [InlineData("<https://example.com/>", "href=\"https://example.com/\"")]
    public void Links_to_the_web_and_to_mail_stay(string markdown, string html) =>
        PolicyMarkdown.ToHtml(PolicyMarkdown.Parse(markdown)).ShouldContain(html);

    [Fact]
    public void Quotes_and_dashes_stay_as_written() =>
        PolicyMarkdown
            .ToPlainText(PolicyMarkdown.Parse("It's \"so\" -- or ’so’ – (c) ..."))
            .ShouldBe("It's \"so\" -- or ’so’ – (c) ...");
}
