using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Disclosures;

/// <summary>The export as a page to open and print.</summary>
public sealed class ExportedPageTests(SignedInPortal portal) : ExportTestBase(portal), IClassFixture<SignedInPortal>
{
    [Fact]
    public async Task The_page_to_keep_says_everything_in_words_and_needs_nothing_from_the_portal()
    {
        var worker = await WithDataAsync(partyName: "Parley <b>AI</b>");

        using var answer = await worker.GetAsync(new Uri("/my-data/export.html", UriKind.Relative));
        var page = await answer.Content.ReadAsStringAsync();

        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        page.ShouldContain("to assess your interview");
        page.ShouldContain("Parley &lt;b&gt;AI&lt;/b&gt;");
        page.ShouldContain("<h2>Deletion requests</h2><p>Nothing.</p>");
        page.ShouldContain("3 March 2026");
        page.ShouldNotContain("candidate-evaluation");
        page.ShouldNotContain("<script");
        page.ShouldNotContain("href=");
    }
}
