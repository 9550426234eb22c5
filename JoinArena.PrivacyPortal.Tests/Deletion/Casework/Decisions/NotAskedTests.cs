using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Remedies;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.Outcomes;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework.Decisions;

/// <summary>What JoinArena refuses to ask a party is JoinArena's own, and nowhere the party's answer, on both databases.</summary>
public abstract class NotAskedTests(TestDatabase database)
{
    private const string Reason = "A claim is open with them.";

    private static readonly Actor s_second = Actor.Officer("second@example.com");

    [Fact]
    public async Task A_certificate_says_that_a_party_was_not_asked_and_why_and_signs_nothing_as_its_answer()
    {
        var (bench, request) = await EndedAsync();

        var json = (await bench.Certificates.FindAsync(bench.Worker, request.Number, default))!.Json;

        var party = CertificateText.Parse(json).Parties.Single(p => p.Name == "Tailspin");
        (party.Outcome, party.ToldAt, party.AnsweredAt, party.Ground, party.Note).ShouldBe(
            (TaskState.NotAsked, null, null, null, null)
        );
        (party.Refusal!.Words, party.Refusal.Ground!.Code, party.Refusal.At).ShouldBe(
            (Reason, "gdpr-legal-claims", bench.Clock.GetUtcNow())
        );
        var signed = JsonNode.Parse(json)!["parties"]!.AsArray().Single(p => (string?)p!["name"] == "Tailspin")!;
        ((string?)signed["outcome"]).ShouldBe("not-asked");
        signed["answeredAt"].ShouldBeNull();
        CertificateText.Parse(json).ToCanonicalJson().ShouldBe(json + "\n");
        CertificateText.Parse(json).Parties.Single(p => p.Name == "Northwind").Refusal.ShouldBeNull();
    }

    [Fact]
    public async Task The_email_about_the_end_counts_who_was_not_asked_apart_from_who_answered()
    {
        var (bench, request) = await EndedAsync();

        (await bench.ReadInboxSubjectsAsync()).ShouldContain(
            $"Your deletion request has ended. 2 parties: 1 erased, 1 not asked ({request.Number})"
        );
        var text = await bench.ReadInboxTextAsync();
        text.ShouldContain("Northwind has erased your data.");
        text.ShouldContain($"We refused to ask Tailspin to erase your data ({request.Number})");
        text.ShouldContain("We refused to ask Tailspin, so it gave no answer.");
        text.ShouldContain($"Why: {Reason}");
        text.ShouldNotContain("Tailspin has refused");
        text.ShouldNotContain($"The party’s words: {Reason}");
    }

    [Fact]
    public async Task The_tracker_says_which_party_was_not_asked_and_counts_only_who_was()
    {
        var (bench, request) = await RefusedAsync();
        var queries = bench.Queries;

        var tracked = (await queries.FindAsync(bench.Worker, request.Number, default))!;

        Headline(bench, tracked.Outcomes).ShouldBe("Not notified yet: 1 party; 1 was not asked");
        var task = tracked.Tasks.Single(t => t.PartyName == "Tailspin");
        (task.State, task.NotifiedAt, task.Note, task.Ground!.Code).ShouldBe(
            (TaskState.NotAsked, null, Reason, "gdpr-legal-claims")
        );
    }

    [Fact]
    public async Task A_request_of_which_we_refused_every_part_says_so_and_not_that_parties_refused()
    {
        var (bench, request) = await RefusedAsync();

        await RefuseAsync(bench, request, "Northwind");

        var ended = await bench.LoadRequestAsync(request.Number);
        (ended.State, ended.RefusalReason).ShouldBe((RequestState.Refused, null));
        Headline(bench, RequestOutcomes.FromRequest(ended, null)).ShouldBe("We refused every part of this request");
        (await bench.ReadInboxTextAsync()).ShouldContain(
            "Your request has ended. We refused every part of this request."
        );
    }

    [Fact]
    public async Task An_answer_in_the_name_of_a_party_that_was_not_asked_changes_nothing()
    {
        var (bench, request) = await RefusedAsync();
        var task = request.Tasks.Single(t => t.PartyName == "Tailspin").Id;

        (await bench.Progress.RecordAsync(task, new(TaskOutcome.Erased), Actor.Party("key"), default)).Error.ShouldBe(
            OutcomeError.NotNow
        );
        (await bench.Progress.MarkNotifiedAsync(task, DeletionFixture.Officer, default)).Error.ShouldBe(
            OutcomeError.NotNow
        );

        var after = (await bench.LoadRequestAsync(request.Number)).Tasks.Single(t => t.Id == task);
        (after.State, after.NotifiedAt, after.Note).ShouldBe((TaskState.NotAsked, null, Reason));
    }

    [Fact]
    public async Task The_ledger_records_the_refusal_as_ours_and_no_answer_of_the_party()
    {
        var (bench, request) = await EndedAsync();
        await using var db = await bench.Contexts.CreateDbContextAsync();
        var party = request.Tasks.Single(t => t.PartyName == "Tailspin").PartyId;

        var about = (await db.ReadRecordsAsync(bench.Worker))
            .Select(r => JsonNode.Parse(r)!)
            .Where(r => (string?)r["party"] == party)
            .Select(r => (string?)r["kind"]);

        about.ShouldBe(["deletion-refused"]);
    }

    [Fact]
    public async Task An_upheld_appeal_has_the_party_asked_at_last()
    {
        var (bench, request) = await EndedAsync("GB");
        (
            await bench.Remedies.FileAsync(bench.Worker, request.Number, RemedyKind.Complaint, "Ask them.", default)
        ).IsSuccess.ShouldBeTrue();
        var filed = (await bench.RemedyQueries.FindForWorkerAsync(bench.Worker, request.Number, default))!.Cases[0];

        (
            await bench.Remedies.AnswerAsync(filed.Id, RemedyOutcome.Upheld, "We were wrong.", s_second, default)
        ).IsSuccess.ShouldBeTrue();

        var reopened = await bench.LoadRequestAsync(request.Number);
        (reopened.State, reopened.Tasks.Single(t => t.PartyName == "Tailspin").State).ShouldBe(
            (RequestState.InProgress, TaskState.Pending)
        );
    }

    private static string Headline(DeletionFixture bench, RequestOutcomes outcomes) =>
        TestLocalizer.English.Headline(outcomes, new DisplayFormatter(TestLocalizer.English, bench.Clock));

    /// <summary>A request of two parties, of which two officers refused the part of one.</summary>
    private async Task<(DeletionFixture Bench, DeletionRequest Request)> RefusedAsync(string place = "DE")
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync(place);
        await bench.AddHoldingPartyAsync("Northwind");
        await bench.AddHoldingPartyAsync("Tailspin");
        var request = await bench.CreateStartedRequestAsync();
        await RefuseAsync(bench, request, "Tailspin");
        return (bench, request);
    }

    private async Task<(DeletionFixture Bench, DeletionRequest Request)> EndedAsync(string place = "DE")
    {
        var (bench, request) = await RefusedAsync(place);
        (
            await bench.Progress.RecordAsync(
                request.Tasks.Single(t => t.PartyName == "Northwind").Id,
                new(TaskOutcome.Erased),
                DeletionFixture.Officer,
                default
            )
        ).IsSuccess.ShouldBeTrue();
        return (bench, request);
    }

    internal static async Task RefuseAsync(DeletionFixture bench, DeletionRequest request, string party)
    {
        var part = request.Tasks.Single(t => t.PartyName == party).Id;
        var grounds = (await bench.Previews.FindAvailableAsync(request.Number, default))!.Grounds;
        var ground = grounds.First(g => g.Code.EndsWith("legal-claims", StringComparison.Ordinal)).Code;
        await bench.Decisions.ProposeAsync(request.Number, new(part, ground, Reason), DeletionFixture.Officer, default);
        var proposal = (await bench.Previews.FindAvailableAsync(request.Number, default))!.Proposals[0].Id;
        (await bench.Decisions.DecideAsync(proposal, approve: true, s_second, default)).IsSuccess.ShouldBeTrue();
    }

    public sealed class OnSqlite(SqliteDatabase database) : NotAskedTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : NotAskedTests(database),
            IClassFixture<PostgresDatabase>;
}
