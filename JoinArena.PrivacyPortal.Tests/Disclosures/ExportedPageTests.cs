using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

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

    [Fact]
    public async Task Worker_reads_clauses_states_and_parties_by_name_in_the_page_to_keep()
    {
        var worker = await WithDataAsync();
        var id = worker.GetWorkerId();
        var requests = Portal.Services.GetRequiredService<RequestService>();
        var number = (await requests.SubmitAsync(id, DeletionScope.Everything, null, default)).Value!;
        await requests.ConfirmAsync(id, number, new(DateTimeOffset.UtcNow), default);
        await requests.NotifyPartiesNowAsync(id, number, default);
        var clause = Portal
            .Services.GetRequiredService<PolicyLibrary>()
            .Find("1.0")!
            .FindClause("external-evaluation")!
            .GetText("en")
            .Heading;

        var page = await worker.GetStringAsync(new Uri("/my-data/export.html", UriKind.Relative));

        page.ShouldContain($"<td>{clause}, version 1.0</td>");
        page.ShouldContain($"<dt>Number</dt><dd>{number}</dd>");
        page.ShouldContain("<dt>State</dt><dd>In progress</dd>");
        page.ShouldContain("<dt>What it is about</dt><dd>Everything</dd>");
        page.ShouldContain("<dt>How it came</dt><dd>This portal</dd>");
        page.ShouldContain("<dt>Parties</dt><dd>Parley AI, Not notified yet, Kind of data: ");
        page.ShouldContain("<h2>Updates about your data</h2><dl><dt>Decision</dt><dd>You get a monthly update");
        page.ShouldNotContain("external-evaluation");
        page.ShouldNotContain($"p-{id}");
    }
}
