using JoinArena.PrivacyPortal.Acceptance.InterviewNotices;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Records;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Acceptance.InterviewNotices;

/// <summary>What a worker was told before an interview, on both databases.</summary>
public abstract class InterviewNoticeServiceTests(TestDatabase database)
{
    private static readonly NoticeAnnouncement s_notice = new(
        "2026-11",
        "en",
        "An AI asks the questions.",
        "To invite people to the next round.",
        "The company that hires.",
        "An interview with a person.",
        "2026-11-24T13:55:00+00:00"
    );

    private readonly FakeTimeProvider _clock = new(new(2026, 11, 24, 14, 2, 0, TimeSpan.Zero));

    private InterviewNoticeService Service =>
        new(database.Contexts, AcceptanceTestData.Key, AcceptanceTestData.Portal, _clock);

    [Fact]
    public async Task A_notice_is_recorded_once_with_its_ledger_entry_and_receipt_and_never_replaced()
    {
        var worker = await AddWorkerAsync();

        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RecordAsync(worker, s_notice))));

        all.Count(result => result.Value!.IsNew).ShouldBe(1);
        var kept = (await Service.FindAsync(worker, "int-9", default))!;
        all.ShouldAllBe(result => result.Value!.Notice.Id == kept.Id);
        NoticeAnnouncement.FromNotice(kept).ShouldBe(s_notice);
        kept.RecordedBy.ShouldBe("platform");
        kept.Receipt.ShouldContain("\"type\":\"interview-notice-receipt\"");
        kept.Receipt.ShouldContain("An interview with a person.");
        (
            await RecordAsync(worker, s_notice with { Recipients = "Everybody." })
        ).Error.ShouldBeOfType<NoticeError.OtherRecorded>();
        (
            await RecordAsync(worker, s_notice with { ReadAt = "2026-11-24T13:56:00Z" })
        ).Error.ShouldBeOfType<NoticeError.OtherRecorded>();
        await using var db = await database.Contexts.CreateDbContextAsync();
        (await db.ReadRecordsAsync(worker))
            .ShouldHaveSingleItem()
            .ShouldBe(
                $$"""
                {"at":"2026-11-24T13:55:00.000Z","id":"{{kept.Id}}","interview":"int-9","kind":"interview-notice",
                "language":"en","sha256":"{{kept.TextSha256}}","subject":"{{worker}}","version":"2026-11"}
                """.ReplaceLineEndings("")
            );
    }

    [Fact]
    public async Task A_notice_that_was_changed_in_the_database_is_reported()
    {
        var worker = await AddWorkerAsync();
        await RecordAsync(worker, s_notice);
        await using var db = await database.Contexts.CreateDbContextAsync();
        (await FindDifferencesAsync()).ShouldBeEmpty();

        await db
            .InterviewNotices.Where(n => n.WorkerId == worker)
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.Text.Recipients, "Nobody."));

        (await FindDifferencesAsync()).ShouldHaveSingleItem().Problem.ShouldBe(RecordProblem.Content);

        async Task<IEnumerable<RecordDifference>> FindDifferencesAsync() =>
            (await new RecordedRowCheck([new RecordedInterviewNotices()]).FindDifferencesAsync(db, 100, default)).Where(
                d => d.Name.StartsWith(worker, StringComparison.Ordinal)
            );
    }

    [Fact]
    public async Task A_notice_with_wrong_values_names_each_field()
    {
        var worker = await AddWorkerAsync();

        var result = await RecordAsync(worker, new(" ", "tlh_x", "", null, "x", "y", "2026-11-24T15:00:00Z"), "int 9");

        result
            .Error.ShouldBeOfType<NoticeError.Invalid>()
            .Fields.Errors.Select(e => e.Pointer)
            .ShouldBe(["/interviewId", "/version", "/language", "/ai", "/use", "/readAt"]);
        (await RecordAsync("nobody", s_notice)).Error.ShouldBeOfType<NoticeError.UnknownWorker>();
    }

    private Task<Result<RecordedNotice, NoticeError>> RecordAsync(
        string worker,
        NoticeAnnouncement notice,
        string interview = "int-9"
    ) => Service.RecordAsync(worker, interview, notice, "platform", default);

    private async Task<string> AddWorkerAsync()
    {
        var id = $"w-{Guid.CreateVersion7()}";
        (
            await new WorkerRegister(database.Contexts, _clock).AnnounceAsync(
                id,
                new($"{id}@people.example", "Ana Lopes", "DE"),
                default
            )
        ).IsSuccess.ShouldBeTrue();
        return id;
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : InterviewNoticeServiceTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : InterviewNoticeServiceTests(database),
            IClassFixture<PostgresDatabase>;
}
