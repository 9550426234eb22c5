using JoinArena.PrivacyPortal.Acceptance.Uses.Objections;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Staff.Objections;
using JoinArena.PrivacyPortal.Tests.Acceptance.Uses.Objections;
using JoinArena.PrivacyPortal.Tests.Deletion;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Staff.Objections;

/// <summary>The alerts to the team about stops that have to be answered, on both databases.</summary>
public abstract class ObjectionAlertTests(TestDatabase database)
{
    [Fact]
    public async Task The_team_is_alerted_a_week_and_two_days_ahead_and_once_it_is_overdue_and_never_after_the_answer()
    {
        var fixture = await StopFixture.CreateAsync(database, "DE");
        var bench = fixture.Bench;
        var officer = await bench.AddStaffAsync(Roles.Officer);
        var administrator = await bench.AddStaffAsync(Roles.Administrator);
        var objection = (await fixture.StopAsync())!;
        var answered = (await fixture.StopAsync(StopFixture.Photos))!;
        var job = new ObjectionAlertJob(
            bench.Contexts,
            ReviewedRules.Shipped,
            new(TestLocalizer.English, bench.Clock),
            bench.Clock,
            bench.SetAside
        );

        foreach (var ahead in new[] { 8, 7, 3, 2, 0, -1, -5 })
        {
            bench.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 24, 12, 0, 0, TimeSpan.Zero).AddDays(-ahead));
            await job.RunAsync(default);
            await job.RunAsync(default);
            if (ahead == 7)
            {
                (
                    await fixture.Objections.AnswerAsync(answered.Id, new(ObjectionOutcome.Upheld), officer, default)
                ).IsSuccess.ShouldBeTrue();
            }
        }

        var mails = await bench.FindQueuedMailsAsync(officer);
        mails.Count(m => m.Contains($"/staff/objections/{objection.Id}")).ShouldBe(3);
        mails.Count(m => m.Contains($"/staff/objections/{answered.Id}")).ShouldBe(1, "the one a week ahead");
        mails.ShouldAllBe(m => !m.Contains(bench.Worker));
        (await bench.FindQueuedMailsAsync(administrator)).ShouldHaveSingleItem().ShouldContain("is overdue");
        (await bench.SetAside.ListAsync(default)).ShouldBeEmpty();
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : ObjectionAlertTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : ObjectionAlertTests(database),
            IClassFixture<PostgresDatabase>;
}
