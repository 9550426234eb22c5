using System.Reflection;
using System.Security.Claims;
using System.Text.Json;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion;
using JoinArena.PrivacyPortal.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Deletion.Casework.Holds;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Disclosures.AccessLog;
using JoinArena.PrivacyPortal.Disclosures.Questions;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Proofs;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Proofs;

/// <summary>
/// For every type of event about a worker, the page that shows the event offers its proof, and /verify describes the
/// event in words.
/// </summary>
public sealed class RecordProofTests(Portal portal) : IClassFixture<Portal>
{
    private VerifierKey Log => portal.Services.GetRequiredService<PortalKey>().Verifier;

    [Fact]
    public void Every_kind_of_record_is_described_on_the_page_that_checks_it()
    {
        var words = File.ReadAllText(
            Repository.GetPath("JoinArena.PrivacyPortal", "Ledger", "Verify", "VerifyTexts.razor")
        );

        Kinds().Count.ShouldBeGreaterThan(15);
        Kinds().Where(kind => !words.Contains($"data-word=\"says-{kind}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_access_log_entry_a_question_its_answer_and_a_retracted_disclosure_can_be_proved()
    {
        var worker = await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0"));
        var api = await portal.CreateApiClientAsync();
        await api.PutPartyAsync("kinds", "Kinds Ltd", "llm-provider");
        await api.DiscloseAsync(Given.Disclosure(worker.Id, "kinds", id: "kinds-1"));
        var mine = await portal.SignInAsync(worker.Email);
        var entry = (await mine.GoToAsync("/my-data/parties/kinds"))
            .Page.QuerySelector("a[href^='/my-data/disclosures/']")!
            .GetAttribute("href")!;
        var desk = portal.Services.GetRequiredService<QuestionService>();
        var question = await desk.AskAsync(worker.Id, Guid.Parse(entry.Split('/')[^1]), "Why?", CancellationToken.None);
        (await desk.AnswerAsync(question.Value, "Because.", "kim", CancellationToken.None)).IsSuccess.ShouldBeTrue();
        var kim = new ClaimsPrincipal(
            new ClaimsIdentity([new(ClaimTypes.Name, "kim"), new(ClaimTypes.Role, Roles.Officer)], "test")
        );
        await portal
            .Services.GetRequiredService<AccessLogService>()
            .RecordAsync(kim, [worker.Id], new(AccessTarget.Profile, null, null), CancellationToken.None);
        await api.DiscloseAsync(Given.Retraction("kinds-1", worker.Id));

        (await KindsOnAsync(mine, "/my-data/looked", 1)).ShouldBe(["staff-view"]);
        (await KindsOnAsync(mine, entry, 4)).ShouldBe([
            "disclosure",
            "disclosure-retracted",
            "question-answered",
            "question-asked",
        ]);
    }

    [Fact]
    public async Task A_hold_its_end_and_a_refused_request_can_be_proved()
    {
        var worker = await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0").WhoseDataWentTo("kept", "Kept Ltd"));
        var mine = await portal.SignInAsync(worker.Email);
        await mine.GoToAsync("/deletion/new");
        await mine.PressAsync("Continue");
        await mine.PressAsync("Continue");
        await mine.Type("Password", Given.Password).PressAsync("Confirm deletion request");
        var number = new Uri(mine.Page.Url).Segments[^1];
        var holds = portal.Services.GetRequiredService<LegalHoldService>();
        var hold = await holds.PlaceAsync(
            number,
            new(null, "29 CFR 1602.14", "A charge is pending."),
            Actor.Officer("kim"),
            CancellationToken.None
        );
        (
            await holds.LiftAsync(number, hold.Value, Actor.Officer("kim"), CancellationToken.None)
        ).IsSuccess.ShouldBeTrue();
        var decisions = portal.Services.GetRequiredService<DecisionService>();
        (
            await decisions.ProposeAsync(
                number,
                new Refusal(null, "gdpr-excessive", "You asked for the same yesterday."),
                Actor.Officer("kim"),
                CancellationToken.None
            )
        ).IsSuccess.ShouldBeTrue();
        await using (
            var db = await portal
                .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
                .CreateDbContextAsync()
        )
        {
            var proposal = await db.RefusalProposals.SingleAsync();
            (
                await decisions.DecideAsync(proposal.Id, approve: true, Actor.Officer("lee"), CancellationToken.None)
            ).IsSuccess.ShouldBeTrue();
        }

        (await KindsOnAsync(mine, $"/deletion/{number}", 5)).ShouldBe([
            "deletion-confirmed",
            "deletion-ended",
            "deletion-refused",
            "hold-lifted",
            "hold-put",
        ]);
    }

    /// <summary>
    /// Waits until a page offers this many proofs, checks that each is valid, and returns their kinds of events.
    /// </summary>
    private async Task<IReadOnlyList<string>> KindsOnAsync(HtmlClient person, string page, int count)
    {
        string[] links = [];
        await Eventually.FindAsync(
            async () =>
                (
                    links = [
                        .. (await person.GoToAsync(page))
                            .Page.QuerySelectorAll("a[href*='/proof']")
                            .Select(a => a.GetAttribute("href")!)
                            .Where(a => !a.EndsWith("certificate/proof", StringComparison.Ordinal)),
                    ]
                ).Length == count
                    ? "all"
                    : null,
            () => $"{page} offers {string.Join(", ", links)}: {person.Text}"
        );
        var kinds = new List<string>();
        foreach (var link in links)
        {
            using var answer = await person.FetchAsync(link);
            var proof = ProofFile.Parse(await answer.Content.ReadAsStringAsync()).Value.ShouldNotBeNull(link);
            proof.Verify(Log).ShouldBeNull();
            kinds.Add(
                JsonDocument.Parse(LeafSource.Parse(proof.Extra!)!.Record).RootElement.GetProperty("kind").GetString()!
            );
        }

        return [.. kinds.Order(StringComparer.Ordinal)];
    }

    private static List<string> Kinds() =>
        [
            "disclosure-corrected",
            .. from type in typeof(LedgerEvent).Assembly.GetTypes()
            where type.IsAssignableTo(typeof(LedgerEvent)) && !type.IsAbstract
            let constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .MaxBy(c => c.GetParameters().Length)!
            select (
                (LedgerEvent)
                    constructor.Invoke([
                        .. constructor
                            .GetParameters()
                            .Select(p =>
                                p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : null
                            ),
                    ])
            ).Kind,
        ];
}
