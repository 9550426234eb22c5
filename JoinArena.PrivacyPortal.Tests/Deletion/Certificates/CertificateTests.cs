using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Certificates;

/// <summary>The certificate of a request that has ended, on both databases.</summary>
public abstract class CertificateTests(TestDatabase database)
{
    private static readonly DateOnly s_nextYear = new(2027, 12, 31);

    [Fact]
    public async Task The_end_of_a_request_is_certified_in_a_note_that_the_portals_key_verifies()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind", categories: [DataCategory.Resume, DataCategory.Transcript]);
        var request = await bench.CreateStartedRequestAsync();
        (await bench.Certificates.FindAsync(bench.Worker, request.Number, default)).ShouldBeNull();

        await RecordAsync(bench, request, "Northwind", new(TaskOutcome.Erased));

        var certificate = (await bench.Certificates.FindAsync(bench.Worker, request.Number, default))!;
        var note = SignedNote.Parse(Encoding.UTF8.GetBytes(certificate.Note)).Value!;
        note.VerifySignatures([DeletionFixture.Key.Verifier]).IsSuccess.ShouldBeTrue();
        note.Text.ShouldBe(CanonicalJson.Write(JsonNode.Parse(note.Text)!) + "\n");
        var text = JsonNode.Parse(note.Text)!;
        ((string?)text["type"], (string?)text["number"], (string?)text["state"], (string?)text["worker"]).ShouldBe(
            ("deletion-certificate", request.Number, "completed", bench.Worker)
        );
        text["parties"]!.AsArray().ShouldHaveSingleItem()!["outcome"]!.GetValue<string>().ShouldBe("erased");
        text["parties"]![0]!["categories"]!.AsArray().Select(c => (string?)c).ShouldBe(["transcript", "resume"]);
    }

    [Fact]
    public async Task A_certificate_says_what_is_kept_on_which_ground_until_when_and_where_to_complain()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Keeper");
        var request = await bench.CreateStartedRequestAsync();

        await RecordAsync(
            bench,
            request,
            "Keeper",
            new(TaskOutcome.Retained, "gdpr-legal-claims", s_nextYear, "A claim is open.")
        );

        var text = CertificateText.Parse(
            (await bench.Certificates.FindAsync(bench.Worker, request.Number, default))!.Json
        );
        var kept = text.Parties.ShouldHaveSingleItem();
        (kept.Outcome, kept.KeptUntil, kept.Ground!.Citation, kept.Note).ShouldBe(
            (TaskState.Retained, s_nextYear, "GDPR Art. 17(3)(e)", "A claim is open.")
        );
        text.State.ShouldBe(RequestState.PartlyCompleted);
        text.ComplainTo.ShouldBe(["the data protection authority of the German state (Land) where you live"]);
    }

    [Fact]
    public async Task A_certificate_names_the_remedies_of_each_law_and_how_long_the_request_is_kept_and_comes_with_the_email()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync("US");
        await bench.AddHoldingPartyAsync("Northwind");
        var request = await bench.CreateStartedRequestAsync();

        await RecordAsync(
            bench,
            request,
            "Northwind",
            new(TaskOutcome.Irreversible, Note: "Left out of the next training.")
        );

        var certificate = (await bench.Certificates.FindAsync(bench.Worker, request.Number, default))!;
        var text = CertificateText.Parse(certificate.Json);
        text.Remedies!.Select(r => r.Law).ShouldBe(["JOINARENA-PROMISE-US"]);
        text.Remedies![0].Authority.ShouldBe("the Attorney General of your state");
        text.RequestKept.ShouldBe(
            new CertifiedRetention(new DateOnly(2028, 11, 25), "JOINARENA-PROMISE-US", "JoinArena’s own promise")
        );
        var mail = JsonNode.Parse(
            (await bench.FindQueuedMailsAsync($"{bench.Worker}@example.com")).Single(m =>
                m.Contains("Your deletion request has ended. 1 party cannot undo what was done with this data")
            )
        )!;
        var attached = mail["Attachments"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)attached["FileName"], (string?)attached["Content"]).ShouldBe(
            ($"certificate-{request.Number}.note", certificate.Note)
        );
        var email = await bench.ReadInboxTextAsync();
        email.ShouldContain(
            "you can complain to the Attorney General of your state. Write to us on the page of your request. "
                + "(JoinArena’s own promise)"
        );
        email.ShouldContain("We keep the record of this request until 25 November 2028");
    }

    [Fact]
    public async Task A_certificate_that_is_read_back_equals_what_was_signed()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var request = await bench.CreateStartedRequestAsync(DeletionScope.OfCategories(DataCategory.Resume));
        await RecordAsync(
            bench,
            request,
            "Northwind",
            new(TaskOutcome.Irreversible, Note: "“Left out” of the next training: ünïcode \\ \"quotes\".")
        );

        var json = (await bench.Certificates.FindAsync(bench.Worker, request.Number, default))!.Json;

        CertificateText.Parse(json).ToCanonicalJson().ShouldBe(json + "\n");
    }

    [Fact]
    public async Task The_ledger_commits_to_the_certificates_text()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var request = await bench.CreateStartedRequestAsync();
        await RecordAsync(bench, request, "Northwind", new(TaskOutcome.NothingHeld));

        var certificate = (await bench.Certificates.FindAsync(bench.Worker, request.Number, default))!;
        await using var db = await bench.Contexts.CreateDbContextAsync();
        var record = (await db.ReadRecordsAsync(bench.Worker))
            .Select(r => JsonNode.Parse(r)!)
            .Single(r => (string?)r["kind"] == "certificate-issued");
        (await db.LedgerEntries.AnyAsync(e => e.Id == certificate.LedgerEntryId)).ShouldBeTrue();

        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(certificate.Json + "\n")));
        ((string?)record["certificate"], (string?)record["sha256"]).ShouldBe((certificate.Id.ToString(), sha256));
    }

    [Fact]
    public async Task Another_worker_does_not_get_the_certificate_and_a_withdrawn_request_has_none()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var withdrawn = await bench.CreateConfirmedRequestAsync();
        await bench.Requests.WithdrawAsync(bench.Worker, withdrawn, default);
        var request = await bench.CreateStartedRequestAsync();
        await RecordAsync(bench, request, "Northwind", new(TaskOutcome.Erased));

        (await bench.Certificates.FindAsync(bench.Worker, withdrawn, default)).ShouldBeNull();
        (await bench.Certificates.FindAsync((await BenchAsync()).Worker, request.Number, default)).ShouldBeNull();
    }

    private static async Task RecordAsync(
        DeletionFixture bench,
        DeletionRequest request,
        string party,
        OutcomeReport report
    ) =>
        (
            await bench.Progress.RecordAsync(
                request.Tasks.Single(t => t.PartyName == party).Id,
                report,
                DeletionFixture.Officer,
                default
            )
        ).IsSuccess.ShouldBeTrue();

    private Task<DeletionFixture> BenchAsync() => new DeletionFixture(database).WithWorkerAsync();

    public sealed class OnSqlite(SqliteDatabase database) : CertificateTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : CertificateTests(database),
            IClassFixture<PostgresDatabase>;
}
