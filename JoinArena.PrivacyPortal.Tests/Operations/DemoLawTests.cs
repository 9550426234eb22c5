using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Operations.Demo;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Operations;

/// <summary>
/// Each certificate, refusal and extension in the demo names the law, the ground and the authority of where its worker
/// lives. What is right is written here, and not taken from the rules that wrote them.
/// </summary>
public sealed class DemoLawTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private static readonly Dictionary<string, Place> s_places = new(StringComparer.Ordinal)
    {
        [DemoPeople.Jonas] = new(
            "DE",
            "EU-GDPR",
            "General Data Protection Regulation, Regulation (EU) 2016/679",
            "the data protection authority of the German state (Land) where you live",
            "https://www.datenschutzkonferenz-online.de",
            "gdpr-"
        ),
        [DemoPeople.Mia] = new(
            "US-CA",
            "US-CA-CCPA",
            "California Consumer Privacy Act, Civil Code 1798.105",
            "the California Privacy Protection Agency or the Attorney General of California",
            "https://cppa.ca.gov",
            "ccpa-"
        ),
    };

    [Fact]
    public async Task Every_certificate_names_the_law_the_ground_and_the_authority_of_its_worker()
    {
        await using var db = await OpenAsync();
        var certificates = (await db.DeletionCertificates.AsNoTracking().ToListAsync()).ConvertAll(c =>
            CertificateText.Parse(c.Json)
        );

        certificates.Select(c => c.Worker).Order().ShouldBe([DemoPeople.Jonas, DemoPeople.Mia]);
        foreach (var certificate in certificates)
        {
            var place = s_places[certificate.Worker];
            (certificate.Jurisdiction, certificate.Law).ShouldBe((place.Code, new CertifiedLaw(place.Law, place.Name)));
            certificate.ComplainTo.ShouldBe([place.Authority]);
            var remedy = certificate.Remedies!.ShouldHaveSingleItem();
            (remedy.Law, remedy.Authority, remedy.Website).ShouldBe((place.Law, place.Authority, place.Website));
            certificate
                .Parties.Select(p => p.Ground?.Code ?? p.Refusal?.Ground?.Code)
                .OfType<string>()
                .ShouldAllBe(code => code.StartsWith(place.Grounds));
        }

        var refused = certificates.Single(c => c.Worker == DemoPeople.Mia).Parties.Single(p => p.Refusal is not null);
        (refused.Id, refused.Refusal!.Ground!.Code).ShouldBe(("contoso-care", "ccpa-legal-obligation"));
        refused.Refusal.Ground.Citation.ShouldContain("Cal. Civ. Code 1798.105(d)(8)");
    }

    [Fact]
    public async Task Every_refusal_and_every_extension_names_the_law_the_ground_and_the_authority_of_its_worker()
    {
        await using var db = await OpenAsync();
        var letters = await db.InboxMessages.AsNoTracking().ToListAsync();
        var refusals = letters.FindAll(m => m.Subject.StartsWith("We refused to ask ", StringComparison.Ordinal));
        var extensions = letters.FindAll(m => m.Subject.StartsWith("We need more time ", StringComparison.Ordinal));

        foreach (var letter in refusals.Concat(extensions))
        {
            var place = s_places[letter.WorkerId];
            var other = s_places.Values.Single(p => p != place);
            var text = string.Join('\n', letter.Body);
            text.ShouldContain($"you can complain to {place.Authority}, {place.Website}.");
            text.ShouldNotContain(other.Authority);
            text.ShouldNotContain(other.Name);
        }

        string.Join('\n', refusals.ShouldHaveSingleItem().Body)
            .ShouldContain("(Cal. Civ. Code 1798.105(d)(8); Cal. Gov. Code 12946; 2 CCR 11013(c))");
        var extension = string.Join('\n', extensions.ShouldHaveSingleItem().Body);
        extension.ShouldContain($"The law allows this once ({s_places[DemoPeople.Mia].Name}).");
        extension.ShouldContain("Why: Two of the parties");
    }

    [Fact]
    public async Task A_worker_reads_the_law_the_ground_and_the_authority_on_the_page_on_the_certificate_and_in_the_inbox()
    {
        await using var db = await OpenAsync();
        var requests = await db.DeletionRequests.AsNoTracking().ToListAsync();
        foreach (var mine in requests.GroupBy(r => r.WorkerId))
        {
            var email = DemoPeople.Workers.Single(w => w.Id == mine.Key).Announcement.Email!;
            var person = await portal.SignInAsync(email, DemoAccounts.Password);
            foreach (var request in mine)
            {
                await person.GoToAsync($"/deletion/{request.Number}");
                ExpectPlace(person, s_places[mine.Key]);
                if (request.FirstDueBy is not null)
                    person.Text.ShouldContain("An answer was due by");

                await person.GoToAsync($"/deletion/{request.Number}/certificate");
                person.Status.ShouldBe(request.EndedAt is null ? 404 : 200);
                if (request.EndedAt is not null)
                    ExpectPlace(person, s_places[mine.Key]);
            }
        }

        var mia = await portal.SignInAsync("worker3@example.com", DemoAccounts.Password);
        var refused = requests.Single(r => r is { WorkerId: DemoPeople.Mia, State: RequestState.PartlyCompleted });
        foreach (var address in new[] { "", "/certificate" })
        {
            await mia.GoToAsync($"/deletion/{refused.Number}{address}");
            mia.Text.ShouldContain("Contoso Care has to keep your application for four years");
            mia.Text.ShouldContain("(Cal. Civ. Code 1798.105(d)(8); Cal. Gov. Code 12946; 2 CCR 11013(c))");
        }

        await mia.GoToAsync("/inbox");
        mia.Text.ShouldContain("We refused to ask Contoso Care");
        mia.Text.ShouldContain("We need more time");
        ExpectPlace(mia, s_places[DemoPeople.Mia]);
    }

    [Fact]
    public async Task Every_request_is_under_the_law_of_where_its_worker_lives_and_every_worker_who_asked_is_looked_at()
    {
        await using var db = await OpenAsync();
        var requests = await db.DeletionRequests.AsNoTracking().ToListAsync();

        requests.Select(r => r.WorkerId).Distinct().ShouldBe(s_places.Keys, ignoreOrder: true);
        foreach (var request in requests)
        {
            var place = s_places[request.WorkerId];
            (request.Jurisdiction, request.Law).ShouldBe((place.Code, place.Law), request.Number);
        }

        DemoPeople
            .Workers.Select(w => w.Id)
            .Except(s_places.Keys)
            .ShouldBe([DemoPeople.Ana], "she has asked for nothing");
        var rules = portal.Services.GetRequiredService<DeadlineRules>();
        rules
            .FindRemedies(DemoPeople.Workers.Single(w => w.Id == DemoPeople.Ana).Announcement.Jurisdiction)
            .ShouldHaveSingleItem()
            .Authority.ShouldBe("the Comissão Nacional de Proteção de Dados (CNPD)");
    }

    [Fact]
    public async Task Receipt_was_confirmed_to_each_worker_when_they_asked_and_no_day_was_missed()
    {
        await using var db = await OpenAsync();

        var requests = await db.DeletionRequests.AsNoTracking().Include(r => r.Events).ToListAsync();
        foreach (var request in requests)
        {
            var about = RequestPaths.StaffPrefix + request.Number;
            (await db.Outbox.Where(m => m.About == about).Select(m => m.DoneAt).ToListAsync()).ShouldContain(
                request.ConfirmedAt
            );
            request
                .Events.Select(e => e.Kind)
                .ShouldNotContain(kind =>
                    kind == RequestEventKind.Escalated || kind == RequestEventKind.AcknowledgementOverdue
                );
        }
    }

    [Fact]
    public async Task The_extended_request_is_due_on_the_ninetieth_day_of_the_act_and_says_what_it_was_before()
    {
        await using var db = await OpenAsync();
        var request = await db.DeletionRequests.AsNoTracking().SingleAsync(r => r.ExtendedAt != null);

        request.WorkerId.ShouldBe(DemoPeople.Mia);
        // Day one is the day of receipt, in Los Angeles.
        var losAngeles = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");
        var received = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(request.ConfirmedAt!.Value, losAngeles).DateTime);
        (request.FirstDueBy, request.DueBy).ShouldBe((received.AddDays(44), received.AddDays(89)));
    }

    private static void ExpectPlace(HtmlClient person, Place place)
    {
        person.Text.ShouldContain(place.Name);
        person.Text.ShouldContain($"complain to {place.Authority}, {place.Website}.");
        foreach (var other in s_places.Values.Where(p => p != place))
        {
            person.Text.ShouldNotContain(other.Name);
            person.Text.ShouldNotContain(other.Authority);
        }
    }

    private Task<PortalDbContext> OpenAsync() =>
        portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();

    private sealed record Place(string Code, string Law, string Name, string Authority, string Website, string Grounds);
}
