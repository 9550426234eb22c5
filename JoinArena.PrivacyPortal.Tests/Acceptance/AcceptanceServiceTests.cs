using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Acceptance;

public abstract class AcceptanceServiceTests(TestDatabase database) : AcceptanceTestBase(database)
{
    private AcceptanceQueries Queries => new(Database.Contexts, Library);

    [Fact]
    public async Task An_acceptance_is_stored_with_its_evidence()
    {
        var worker = await WorkerAsync();

        var accepted = (await Service.AcceptAsync(worker, "1.0", "en", Evidence, CancellationToken.None)).Value!;

        accepted.IsNew.ShouldBeTrue();
        var kept = (await Queries.FindAsync(worker, accepted.Acceptance.Id, CancellationToken.None))!;
        kept.Version.ShouldBe("1.0");
        kept.Language.ShouldBe("en");
        kept.TextSha256.ShouldBe(File.ReadAllText(Policies.LockFile)[..64]);
        kept.AcceptedAt.ShouldBe(Clock.GetInstant());
        (kept.IpAddress, kept.UserAgent, kept.SignedInAt).ShouldBe(
            (Evidence.IpAddress, Evidence.UserAgent, Evidence.SignedInAt)
        );
        kept.SignedInBy.ShouldBe("pwd");
        kept.Wording.ShouldBe("I have read and accept version 1.0\nAccept\n");
        // printf 'I have read and accept version 1.0\nAccept\n' | sha256sum
        kept.WordingSha256.ShouldBe("b8ff111f7ea66749b5a67c39b755bb86390f263e54698ad87dce8f764c8a9de4");
        kept.PortalVersion.ShouldBe(PortalVersion.Current);
        kept.PreviousAcceptanceId.ShouldBeNull();
    }

    [Fact]
    public async Task An_acceptance_comes_with_its_ledger_entry_inbox_message_and_email()
    {
        var worker = await WorkerAsync();

        var accepted = (await Service.AcceptAsync(worker, "1.0", "en", Evidence, CancellationToken.None))
            .Value!
            .Acceptance;

        await using var db = await Database.Contexts.CreateDbContextAsync();
        (await db.ReadRecordsAsync(worker))
            .ShouldHaveSingleItem()
            .ShouldBe(
                $$"""
                {"at":"2026-11-24T14:02:00.000Z","id":"{{accepted.Id}}","kind":"acceptance","language":"en",
                "policy":"worker-privacy","sha256":"{{accepted.TextSha256}}","subject":"{{worker}}","version":"1.0"}
                """.ReplaceLineEndings("")
            );
        var message = (await db.InboxMessages.Where(m => m.WorkerId == worker).ToListAsync()).ShouldHaveSingleItem();
        message.Subject.ShouldBe("You accepted version 1.0 of the privacy policy");
        message.Body[0].ShouldBe("You accepted it on 24 November 2026 at 15:02 (Berlin).");
        message.Path.ShouldBe($"/acceptances/{accepted.Id}");
        (await db.Outbox.CountAsync(m => m.Payload!.Contains($"{worker}@people.example"))).ShouldBe(1);
    }

    [Theory]
    [InlineData("1.1", "en", AcceptanceError.NotYetInForce)]
    [InlineData("9.9", "en", AcceptanceError.UnknownVersion)]
    [InlineData("1.0", "tlh", AcceptanceError.UnknownVersion)]
    public async Task A_version_that_cannot_be_accepted_is_refused_by_name_and_leaves_nothing(
        string version,
        string language,
        AcceptanceError refusal
    )
    {
        var worker = await WorkerAsync();

        (await Service.AcceptAsync(worker, version, language, Evidence, CancellationToken.None)).Error.ShouldBe(
            refusal
        );

        (await Queries.GetAcceptancesAsync(worker, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_version_that_is_no_longer_current_is_refused_even_to_a_worker_who_had_accepted_it()
    {
        var worker = await WorkerAsync();
        await Service.AcceptAsync(worker, "1.0", "en", Evidence, CancellationToken.None);
        Clock.SetUtcNow(new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));

        (await Service.AcceptAsync(worker, "1.0", "en", Evidence, CancellationToken.None)).Error.ShouldBe(
            AcceptanceError.NoLongerCurrent
        );
    }

    [Fact]
    public async Task A_later_acceptance_names_the_one_it_follows_and_each_counts_from_its_own_instant()
    {
        var worker = await WorkerAsync();
        var before = Clock.GetInstant();
        var first = (await Service.AcceptAsync(worker, "1.0", "en", Evidence, CancellationToken.None))
            .Value!
            .Acceptance;
        Clock.SetUtcNow(new(2026, 12, 5, 0, 0, 0, TimeSpan.Zero));

        var second = (await Service.AcceptAsync(worker, "1.1", "en", Evidence, CancellationToken.None))
            .Value!
            .Acceptance;

        second.PreviousAcceptanceId.ShouldBe(first.Id);
        (await Queries.GetAcceptancesAsync(worker, CancellationToken.None))
            .Select(a => a.Version)
            .ShouldBe(["1.1", "1.0"]);
        (await VersionAtAsync(before.AddMilliseconds(-1))).ShouldBeNull();
        (await VersionAtAsync(before)).ShouldBe("1.0");
        (await VersionAtAsync(second.AcceptedAt.AddMilliseconds(-1))).ShouldBe("1.0");
        (await VersionAtAsync(second.AcceptedAt)).ShouldBe("1.1");

        async Task<string?> VersionAtAsync(DateTimeOffset instant) =>
            (await Queries.FindVersionAcceptedAtAsync(worker, instant, CancellationToken.None))?.Name;
    }

    [Fact]
    public async Task Another_workers_acceptance_is_not_found()
    {
        var worker = await WorkerAsync();
        var other = await WorkerAsync();
        var theirs = (await Service.AcceptAsync(other, "1.0", "en", Evidence, CancellationToken.None))
            .Value!
            .Acceptance;

        (await Queries.FindAsync(worker, theirs.Id, CancellationToken.None)).ShouldBeNull();
        (await Queries.FindAsync(other, theirs.Id, CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task An_acceptance_cannot_be_changed_or_removed()
    {
        var worker = await WorkerAsync();
        await Service.AcceptAsync(worker, "1.0", "en", Evidence, CancellationToken.None);
        await using var db = await Database.Contexts.CreateDbContextAsync();
        var kept = await db.Acceptances.SingleAsync(a => a.WorkerId == worker);

        db.Entry(kept).Property(a => a.Version).CurrentValue = "0.9";
        await Should.ThrowAsync<InvalidOperationException>(() => db.SaveChangesAsync());

        db.ChangeTracker.Clear();
        db.Remove(kept);
        (await Should.ThrowAsync<InvalidOperationException>(() => db.SaveChangesAsync())).Message.ShouldBe(
            "Rows that are evidence cannot be removed."
        );
        await ShouldBeOneAsync(worker);
    }

    [Fact]
    public async Task A_failed_acceptance_leaves_nothing_else_behind()
    {
        await Should.ThrowAsync<InvalidOperationException>(() =>
            Service.AcceptAsync("nobody", "1.0", "en", Evidence, CancellationToken.None)
        );

        await using var db = await Database.Contexts.CreateDbContextAsync();
        (await db.LedgerEntries.AnyAsync(e => e.Subject == "nobody")).ShouldBeFalse();
        (await db.SubjectKeys.AnyAsync(k => k.Subject == "nobody")).ShouldBeFalse();
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : AcceptanceServiceTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : AcceptanceServiceTests(database),
            IClassFixture<PostgresDatabase>;
}
