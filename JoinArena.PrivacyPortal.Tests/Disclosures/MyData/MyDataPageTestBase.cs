using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.MyData;

/// <summary>A worker whose data two parties received, and the pages that say so.</summary>
public abstract class MyDataPageTestBase(SignedInPortal portal)
{
    /// <summary>Finds the parties of the list.</summary>
    protected const string PartyItems = "[aria-labelledby=parties] > ul > li";

    /// <summary>Finds the disclosures of the list; several of one kind are one.</summary>
    protected const string DisclosureItems = "[aria-labelledby=entries] > ol > li";

    protected SignedInPortal Portal { get; } = portal;
    protected static DateTimeOffset Now { get; } = DateTimeOffset.UtcNow.ToInstant();

    protected static (string Id, string Party, DataCategory Kind, int Days, Purpose Purpose) Report(
        string id,
        string party,
        DataCategory kind,
        int days,
        Purpose purpose = Purpose.CandidateEvaluation
    ) => (id, party, kind, days, purpose);

    protected Task TakeAsync(
        HttpClient worker,
        params (string Id, string Party, DataCategory Kind, int Days, Purpose Purpose)[] reports
    ) => TakeAsync(worker, Direction.Disclosed, reports);

    protected async Task TakeAsync(
        HttpClient worker,
        Direction direction,
        params (string Id, string Party, DataCategory Kind, int Days, Purpose Purpose)[] reports
    )
    {
        var register = Portal.Services.GetRequiredService<PartyRegister>();
        (
            await register.AnnounceAsync("parley-ai", new("Parley AI", "llm-provider", "US"), default)
        ).IsSuccess.ShouldBeTrue();
        (
            await register.AnnounceAsync("portrait-lab", new("Portrait Lab", "image-api", "EE"), default)
        ).IsSuccess.ShouldBeTrue();
        var outcomes = await Portal
            .Services.GetRequiredService<DisclosureIntake>()
            .SubmitAsync(
                [
                    .. reports.Select(r => new DisclosureReport(
                        "/test",
                        $"{worker.GetWorkerId()}-{r.Id}",
                        Now.AddDays(-r.Days),
                        worker.GetWorkerId(),
                        r.Party,
                        direction,
                        r.Purpose,
                        [new($"{r.Kind}", r.Kind)],
                        null,
                        null
                    )),
                ],
                default
            );
        outcomes.ShouldAllBe(o => o.Outcome == IntakeOutcome.Accepted);
    }

    protected async Task AcceptAsync(HttpClient worker)
    {
        await using var db = await Portal
            .Services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<PortalDbContext>>()
            .CreateDbContextAsync();
        await db.AddAcceptanceAsync(
            new()
            {
                WorkerId = worker.GetWorkerId(),
                Version = "1.0",
                Language = "en",
                TextSha256 = new string('0', 64),
                AcceptedAt = Now.AddDays(-300),
            },
            default
        );
        await db.SaveChangesAsync();
    }

    protected static async Task<IDocument> ReadAsync(HttpClient worker, string address)
    {
        using var answer = await worker.GetAsync(new Uri(address, UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
    }

    protected static string Words(INode? node) =>
        string.Join(
            ' ',
            node.ShouldNotBeNull().TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
}
