using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Acceptance.Receipts;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.AccessLog;
using JoinArena.PrivacyPortal.Disclosures.Questions;
using JoinArena.PrivacyPortal.Disclosures.Reconciliation;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Reconciliation;

/// <summary>Rows as pages show them, compared with what was sealed when they were written.</summary>
public abstract class RecordComparisonTests(Portal portal)
{
    private const string Forged = "00000000-0000-7000-8000-0000000f0f0f";

    [Fact]
    public async Task A_disclosure_that_was_changed_by_hand_is_detected_though_every_count_agrees()
    {
        var api = await portal.CreateApiClientAsync();
        await api.PutWorkerAsync("w-changed", "changed@people.example", "Kim Changed");
        await api.PutPartyAsync("p-changed", "Changer", "llm-provider");
        await api.DiscloseAsync(
            Given.Disclosure("w-changed", "p-changed", id: "c-1"),
            Given.Disclosure("w-changed", "p-changed", id: "c-2"),
            Given.Disclosure("w-changed", "p-changed", id: "c-3")
        );
        await api.DiscloseAsync(Given.Correction("c-3", Given.Disclosure("w-changed", "p-changed", item: "rec-9")));
        (await FindAsync("/evaluator c-")).ShouldBeEmpty();

        await using var db = await OpenAsync();
        await db
            .Disclosures.Where(d => d.EventId == "c-2")
            .ExecuteUpdateAsync(s => s.SetProperty(d => d.Purpose, Purpose.LegalDuty));

        (await FindAsync("/evaluator c-2")).ShouldBe(["disclosure-content /evaluator c-2"]);
        await portal.Services.GetRequiredService<ReconciliationService>().RunAndSaveAsync(default);
        (await portal.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync())
            .Entries["disclosures"]
            .Status.ShouldBe(HealthStatus.Degraded);
        var administrator = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Administrator));
        (await administrator.GoToAsync("/")).Text.ShouldContain("The disclosure counts do not add up");
    }

    [Fact]
    public async Task A_row_with_a_number_that_nobody_knows_is_named_and_hides_no_other()
    {
        var api = await portal.CreateApiClientAsync();
        await api.PutWorkerAsync("w-word", "word@people.example", "Kim Word");
        await api.PutPartyAsync("p-word", "Worder", "llm-provider");
        string[] ids = ["word-1", "word-2", "word-3", "word-4", "word-5"];
        await api.DiscloseAsync([.. ids.Select(id => Given.Disclosure("w-word", "p-word", id: id))]);
        await using var db = await OpenAsync();
        var unreadable = await db.Disclosures.Where(d => d.EventId == "word-3").Select(d => d.Id).SingleAsync();

        await db.ExecuteSqlAsync($"""UPDATE "Disclosures" SET "Purpose" = 99 WHERE "EventId" = 'word-3'""", default);
        await db.ExecuteSqlAsync(
            $"""UPDATE "Disclosures" SET "InterviewId" = 'int-other' WHERE "EventId" = 'word-4'""",
            default
        );

        (await FindAsync("/evaluator word-", unreadable.ToString())).ShouldBe(
            [$"disclosure-unreadable {unreadable}", "disclosure-content /evaluator word-4"],
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task An_acceptance_that_was_put_into_the_database_covers_nothing_and_is_reported()
    {
        var worker = Given.Worker();
        await portal.SetUpAsync(worker.WhoseDataWentTo("p-forged", "Forger", "llm-provider"));
        await using var db = await OpenAsync();
        await db.ExecuteSqlAsync(
            $"""
            INSERT INTO "Acceptances" ("Id", "WorkerId", "Version", "Language", "TextSha256", "AcceptedAt")
            SELECT {new Guid(Forged)}, {worker.Id}, '1.0', 'en', {new string('0', 64)}, "AnnouncedAt"
            FROM "Workers" WHERE "Id" = {worker.Id}
            """,
            default
        );

        var api = await portal.CreateApiClientAsync();
        await api.DiscloseAsync(Given.Disclosure(worker.Id, "p-forged", id: $"{worker.Id}-later"));

        (await db.Disclosures.SingleAsync(d => d.EventId == $"{worker.Id}-later")).CoverageStatus.ShouldBe(
            CoverageStatus.NothingAccepted
        );
        var person = await portal.SignInAsync(worker.Email);
        (await person.GoToAsync("/acceptances")).Text.ShouldNotContain("Accepted on");
        (await FindAsync(worker.Id)).ShouldBe([$"acceptance-no-entry {worker.Id} 1.0"]);
    }

    [Fact]
    public async Task Each_kind_of_row_that_was_changed_by_hand_is_detected()
    {
        var worker = Given.Worker().WhoAccepted("1.0");
        await portal.SetUpAsync(worker.WhoseDataWentTo("p-kinds", "Kinds", "llm-provider"));
        await using var db = await OpenAsync();
        var disclosure = await db.Disclosures.SingleAsync(d => d.WorkerId == worker.Id);
        await (await portal.CreateApiClientAsync()).DiscloseAsync(Given.Retraction(disclosure.EventId, worker.Id));
        var questions = portal.Services.GetRequiredService<QuestionService>();
        var asked = await questions.AskAsync(worker.Id, disclosure.Id, "What is it?", default);
        await questions.AnswerAsync(asked.Value, "A test.", "officer@example.com", default);
        await portal
            .Services.GetRequiredService<AccessLogService>()
            .RecordAsync(
                Given.Staff(Roles.Officer, "o@example.com"),
                [worker.Id],
                new(AccessTarget.Profile, null, null),
                default
            );
        (await FindAsync(worker.Id, disclosure.EventId)).ShouldBeEmpty();

        await db.ExecuteSqlAsync(
            $"""UPDATE "Acceptances" SET "Language" = 'pt' WHERE "WorkerId" = {worker.Id}""",
            default
        );
        await db.ExecuteSqlAsync(
            $"""UPDATE "Questions" SET "AnsweredAt" = "AskedAt" WHERE "WorkerId" = {worker.Id}""",
            default
        );
        await db.ExecuteSqlAsync(
            $"""UPDATE "AccessLogEntries" SET "Role" = 'auditor' WHERE "WorkerId" = {worker.Id}""",
            default
        );
        await db.ExecuteSqlAsync(
            $"""UPDATE "Amendments" SET "TargetEventId" = 'other' WHERE "TargetEventId" = {disclosure.EventId}""",
            default
        );

        var found = await FindAsync(worker.Id, "retract");
        found.ShouldContain($"acceptance-content {worker.Id} 1.0");
        found.ShouldContain(f => f.StartsWith("question-", StringComparison.Ordinal));
        found.ShouldContain(f => f.StartsWith("staff-view-content ", StringComparison.Ordinal));
        found.ShouldContain(f => f.StartsWith("retraction-content ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_that_was_deleted_by_hand_is_detected_and_an_erased_record_is_not_missed()
    {
        var worker = Given.Worker().WhoAccepted("1.0");
        await portal.SetUpAsync(worker.WhoseDataWentTo("p-deleted", "Deleter", "llm-provider"));
        (await FindAsync(worker.Id)).ShouldBeEmpty();
        await using var db = await OpenAsync();

        var acceptances = db.Acceptances.Where(a => a.WorkerId == worker.Id);
        await db.Set<AcceptanceReceipt>().Where(r => acceptances.Any(a => a.Id == r.AcceptanceId)).ExecuteDeleteAsync();
        await acceptances.ExecuteDeleteAsync();
        var disclosures = db.Disclosures.Where(d => d.WorkerId == worker.Id);
        await db.DisclosureItems.Where(i => disclosures.Any(d => d.Id == i.DisclosureId)).ExecuteDeleteAsync();
        await disclosures.ExecuteDeleteAsync();

        var found = await FindAsync(worker.Id);
        found.ShouldContain(f => f.StartsWith($"acceptance-no-row {worker.Id} ", StringComparison.Ordinal));
        found.ShouldContain(f => f.StartsWith($"disclosure-no-row {worker.Id} ", StringComparison.Ordinal));

        await portal.Services.GetRequiredService<LedgerErasure>().EraseRecordsAsync(worker.Id, default);
        (await FindAsync(worker.Id)).ShouldNotContain(f => f.Contains("-no-row", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_address_that_opens_a_workers_data_is_the_one_in_the_last_record()
    {
        var api = await portal.CreateApiClientAsync();
        await api.PutWorkerAsync("w-linked", "linked@people.example", "Kim Linked");
        await api.PutWorkerAsync("w-linked", "linked-later@people.example", "Kim Linked");
        await using var db = await OpenAsync();
        (await db.ReadRecordsAsync("w-linked"))
            .ShouldHaveSingleItem()
            .ShouldContain("\"email\":\"linked-later@people.example\"");
        (await FindAsync("w-linked")).ShouldBeEmpty();

        await db
            .Workers.Where(w => w.Id == "w-linked")
            .ExecuteUpdateAsync(s =>
                s.SetProperty(w => w.Email, "thief@people.example")
                    .SetProperty(w => w.NormalizedEmail, "thief@people.example")
            );

        (await FindAsync("w-linked")).ShouldHaveSingleItem().ShouldStartWith("email-change-content w-linked ");
    }

    [Fact]
    public async Task A_change_of_a_party_that_was_changed_or_deleted_by_hand_is_detected()
    {
        var api = await portal.CreateApiClientAsync();
        await api.PutPartyAsync("p-history", "Historian", "llm-provider");
        await portal
            .Services.GetRequiredService<PartyRegister>()
            .SetConnectorAsync("p-history", new("email", Email: "a@historian.example"), "admin@example.com", default);
        await using var db = await OpenAsync();
        (await FindAsync("p-history")).ShouldBeEmpty();
        var changes = db.PartyChanges.Where(c => c.PartyId == "p-history");

        await changes.ExecuteUpdateAsync(s => s.SetProperty(c => c.Connector, ConnectorType.Manual));
        (await FindAsync("p-history")).ShouldBe(["party-change-content p-history connected"]);
        await changes.ExecuteDeleteAsync();
        (await FindAsync("p-history")).ShouldHaveSingleItem().ShouldStartWith("party-changed-no-row party/p-history ");
    }

    [Fact]
    public async Task A_row_that_was_changed_together_with_its_record_is_detected_by_its_leaf()
    {
        var worker = Given.Worker().WhoAccepted("1.0");
        await portal.SetUpAsync(worker);
        await using var db = await OpenAsync();
        var id = await db.Acceptances.Where(a => a.WorkerId == worker.Id).Select(a => a.Id).SingleAsync();
        var key = (await db.SubjectKeys.SingleAsync(k => k.Subject == worker.Id)).Key;
        var record = (await db.ReadRecordsAsync(worker.Id))
            .Single()
            .Replace("\"en\"", "\"es\"", StringComparison.Ordinal);
        var again = SubjectCipher.Encrypt(key, id, record);

        await db.Acceptances.Where(a => a.Id == id).ExecuteUpdateAsync(s => s.SetProperty(a => a.Language, "es"));
        await db.LedgerEntries.Where(e => e.Id == id).ExecuteUpdateAsync(s => s.SetProperty(e => e.Record, again));

        (await FindAsync(worker.Id)).ShouldBe([$"acceptance-leaf {worker.Id} 1.0"]);
    }

    private async Task<IReadOnlyList<string>> FindAsync(params string[] about)
    {
        var report = await portal.Services.GetRequiredService<ReconciliationService>().RunAsync(default);
        return
        [
            .. report
                .Differences.Select(d => $"{d.Kind} {d.Key}")
                .Where(d => about.Any(text => d.Contains(text, StringComparison.Ordinal))),
        ];
    }

    private Task<PortalDbContext> OpenAsync() =>
        portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();

    public sealed class OnSqlite(UnreconciledPortal portal)
        : RecordComparisonTests(portal),
            IClassFixture<UnreconciledPortal>;

    public sealed class OnPostgres(UnreconciledPortalOnPostgres portal)
        : RecordComparisonTests(portal),
            IClassFixture<UnreconciledPortalOnPostgres>;
}
