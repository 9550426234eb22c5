using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>
/// What the export has of a deletion request: what its page shows the worker, on both databases. Received in Germany on 24
/// November 2026.
/// </summary>
public abstract class DeletionExportTests(TestDatabase database)
{
    private static readonly DateOnly s_until = new(2027, 3, 5);

    [Fact]
    public async Task The_worker_keeps_what_both_sides_wrote_and_why_the_answer_takes_longer()
    {
        var bench = await BenchAsync();
        var number = (
            await bench.Requests.SubmitAsync(bench.Worker, DeletionScope.Everything, "I changed jobs.", default)
        ).Value!;
        await bench.Requests.ConfirmAsync(bench.Worker, number, bench.Proof, default);
        await bench.Messages.DisputeResidenceAsync(bench.Worker, number, "I lived in Lisbon.", default);
        bench.Clock.Advance(TimeSpan.FromMinutes(5));
        await bench.Messages.SendFromOfficerAsync(number, "Since when?", DeletionFixture.Officer, default);
        await bench.Decisions.ExtendAsync(number, "Eleven systems.", DeletionFixture.Officer, default);

        var exported = await bench.ExportRequestAsync();

        Read(exported, "reason", "extensionReason", "firstDueBy", "dueBy", "law")
            .ShouldBe(["I changed jobs.", "Eleven systems.", "2026-12-24", "2027-02-24", "EU-GDPR"]);
        ((string?)exported["extendedAt"]).ShouldBe("2026-11-24T14:07:00.000Z");
        exported["deadlineExplanation"]!.AsArray().ShouldNotBeEmpty();
        exported["messages"]!
            .AsArray()
            .Select(m => Read(m!, "at", "from", "kind", "text"))
            .ShouldBe([
                ["2026-11-24T14:02:00.000Z", "worker", "residence-dispute", "I lived in Lisbon."],
                ["2026-11-24T14:07:00.000Z", "officer", "message", "Since when?"],
            ]);
        exported["history"]!
            .AsArray()
            .Select(e => Read(e!, "event", "by", "reason"))
            .ShouldBe([
                ["confirmed", "worker", null],
                ["extended", "officer", "Eleven systems."],
            ]);
        exported.ToJsonString().ShouldNotContain(DeletionFixture.Officer.Name!);
    }

    [Fact]
    public async Task Each_party_has_what_was_asked_of_it_when_and_what_it_answered_until_when_and_why()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Keeper", categories: [DataCategory.Transcript, DataCategory.Resume]);
        var request = await bench.CreateStartedRequestAsync();
        var keeper = request.Tasks.Single(t => t.PartyName == "Keeper").Id;
        await bench.Progress.MarkNotifiedAsync(keeper, DeletionFixture.Officer, default);
        bench.Clock.Advance(TimeSpan.FromHours(1));
        await bench.Progress.RecordAsync(
            keeper,
            new(TaskOutcome.Retained, "gdpr-legal-claims", s_until, "A claim is open."),
            Actor.Party("link"),
            default
        );

        var parties = (await bench.ExportRequestAsync())["parties"]!.AsArray();

        var kept = parties.Single(p => (string?)p!["party"] == "Keeper")!;
        Read(kept, "state", "keptUntil", "groundCode", "note")
            .ShouldBe(["retained", "2027-03-05", "gdpr-legal-claims", "A claim is open."]);
        ((string?)kept["citation"]).ShouldNotBeNull().ShouldStartWith("GDPR Art. 17(3)");
        ((string?)kept["ground"]).ShouldNotBeNull().ShouldEndWith(".");
        kept["categories"]!.AsArray().Select(c => (string?)c).ShouldBe(["resume", "transcript"], ignoreOrder: true);
        kept["items"]!
            .AsArray()
            .Select(i => (string?)i!["category"])
            .ShouldBe(["transcript", "resume"], ignoreOrder: true);
        var notified = DateTimeOffset.Parse((string)kept["notifiedAt"]!, null);
        DateTimeOffset.Parse((string)kept["endedAt"]!, null).ShouldBe(notified.AddHours(1));
        var waiting = parties.Single(p => (string?)p!["party"] == "Northwind")!;
        Read(waiting, "state", "notifiedAt", "keptUntil", "ground", "note")
            .ShouldBe(["pending", null, null, null, null]);
    }

    [Fact]
    public async Task A_refusal_is_in_it_with_its_reasons_once_it_is_decided_and_not_while_it_is_proposed()
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();
        await bench.Decisions.ProposeAsync(
            number,
            new(null, "gdpr-excessive", "You asked yesterday."),
            DeletionFixture.Officer,
            default
        );

        var before = await bench.ExportRequestAsync();
        before.ToJsonString().ShouldNotContain("You asked yesterday.");
        before["history"]!.AsArray().Select(e => (string?)e!["event"]).ShouldBe(["confirmed"]);
        var proposal = (await bench.Previews.FindAvailableAsync(number, default))!.Proposals.Single();
        await bench.Decisions.DecideAsync(proposal.Id, approve: true, Actor.Officer("second@example.com"), default);

        Read(await bench.ExportRequestAsync(), "state", "refusalReason", "refusalGroundCode", "refusalCitation")
            .ShouldBe(["refused", "You asked yesterday.", "gdpr-excessive", "GDPR Art. 12(5)(b)"]);
    }

    [Fact]
    public async Task A_legal_hold_is_in_it_with_its_reason_and_without_the_case_that_it_is_for()
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();
        var hold = (
            await bench.Holds.PlaceAsync(
                number,
                new(null, "29 CFR 1602.14, charge 440-2026-01234", "This is evidence."),
                DeletionFixture.Officer,
                default
            )
        ).Value;
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.Holds.LiftAsync(number, hold, DeletionFixture.Officer, default);

        var exported = await bench.ExportRequestAsync();

        var placed = exported["legalHolds"]!.AsArray().ShouldHaveSingleItem()!;
        Read(placed, "party", "placedAt", "liftedAt", "reason")
            .ShouldBe([null, "2026-11-24T14:02:00.000Z", "2026-11-25T14:02:00.000Z", "This is evidence."]);
        exported.ToJsonString().ShouldNotContain("440-2026");
        exported.ToJsonString().ShouldNotContain(DeletionFixture.Officer.Name!);
    }

    private static string?[] Read(JsonNode from, params string[] names) =>
        [.. names.Select(name => (string?)from[name])];

    private async Task<DeletionFixture> BenchAsync()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        return bench;
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : DeletionExportTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : DeletionExportTests(database),
            IClassFixture<PostgresDatabase>;
}
