using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Casework;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework;

/// <summary>
/// The wait for proof of identity ends when the proof comes, on both databases. Received and asked on 24 November in
/// Germany: without the wait the answer is due on 24 December.
/// </summary>
public abstract class IdentityProofTests(TestDatabase database)
{
    [Fact]
    public async Task Worker_who_answers_on_day_three_loses_none_of_the_days_that_an_officer_takes_to_read_it()
    {
        var bench = await BenchAsync();
        var number = await AskAsync(bench);
        bench.Clock.Advance(TimeSpan.FromDays(3));
        var proven = bench.Clock.GetUtcNow();
        var message = await bench.Messages.SendFromWorkerAsync(bench.Worker, number, "In May, at Northwind.", default);
        bench.Clock.Advance(TimeSpan.FromDays(17));

        (await bench.CaseworkQueries.FindAsync(number, default))!
            .PossibleProofs.ShouldHaveSingleItem()
            .Id.ShouldBe(message.Value);
        (await RecordAsync(bench, number, new(message.Value, null))).IsSuccess.ShouldBeTrue();

        var after = await bench.LoadRequestAsync(number);
        (after.IdentityProvenAt, after.DueBy).ShouldBe((proven, ReviewedRules.Day("2026-12-28"))); // 27 is a Sunday
    }

    [Fact]
    public async Task Proof_that_came_by_mail_counts_from_the_first_moment_of_its_day_where_the_worker_lives()
    {
        var bench = await BenchAsync();
        var number = await AskAsync(bench);
        bench.Clock.Advance(TimeSpan.FromDays(10));

        await RecordAsync(bench, number, new(null, new(2026, 11, 26)));

        var after = await bench.LoadRequestAsync(number);
        after.IdentityProvenAt.ShouldBe(new DateTimeOffset(2026, 11, 25, 23, 0, 0, TimeSpan.Zero));
        after.DueBy.ShouldBe(ReviewedRules.Day("2026-12-28")); // 24 and two days is a Saturday and a holiday
    }

    [Fact]
    public async Task Proof_is_never_from_before_it_was_asked_for_nor_from_a_time_to_come_nor_another_persons()
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();
        var early = await bench.Messages.SendFromWorkerAsync(bench.Worker, number, "Hello?", default);
        bench.Clock.Advance(TimeSpan.FromHours(1));
        await bench.Casework.RequestIdentityProofAsync(number, "Which interview?", DeletionFixture.Officer, default);
        var ours = await bench.Messages.SendFromOfficerAsync(number, "Well?", DeletionFixture.Officer, default);
        bench.Clock.Advance(TimeSpan.FromDays(2));

        (await RecordAsync(bench, number, new(null, null))).Error.ShouldBe(CaseworkError.ProofNeeded);
        (await RecordAsync(bench, number, new(Guid.NewGuid(), null))).Error.ShouldBe(CaseworkError.ProofNeeded);
        (await RecordAsync(bench, number, new(ours.Value, null))).Error.ShouldBe(CaseworkError.ProofNeeded);
        (await RecordAsync(bench, number, new(early.Value, null))).Error.ShouldBe(CaseworkError.ProofOutsideWait);
        (await RecordAsync(bench, number, new(null, new(2026, 11, 23)))).Error.ShouldBe(CaseworkError.ProofOutsideWait);
        (await RecordAsync(bench, number, new(null, new(2026, 11, 27)))).Error.ShouldBe(CaseworkError.ProofOutsideWait);
        (await bench.LoadRequestAsync(number)).IsIdentityAwaited.ShouldBeTrue();

        // On the day it was asked for, it came after that.
        (await RecordAsync(bench, number, new(null, new(2026, 11, 24)))).IsSuccess.ShouldBeTrue();
        (await bench.LoadRequestAsync(number)).DueBy.ShouldBe(ReviewedRules.Day("2026-12-24"));
    }

    [Theory]
    [InlineData("DE", "Europe/Berlin")]
    [InlineData("GB", "Europe/London")]
    public async Task The_team_is_alerted_until_a_month_after_asking_while_proof_is_awaited(string place, string zone)
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync(place);
        await bench.AddHoldingPartyAsync("Northwind");
        var officer = await bench.AddStaffAsync(Roles.Officer);
        var number = await bench.CreateConfirmedRequestAsync();
        bench.Clock.Advance(TimeSpan.FromHours(20));
        await bench.Casework.RequestIdentityProofAsync(number, "Which interview?", DeletionFixture.Officer, default);
        var heard = new List<string>();
        var home = TimeZoneInfo.FindSystemTimeZoneById(zone);
        for (var day = new DateOnly(2026, 11, 26); day <= new DateOnly(2026, 12, 28); day = day.AddDays(1))
        {
            var morning = new DateTime(day, new(9, 0), DateTimeKind.Unspecified);
            bench.Clock.SetUtcNow(new DateTimeOffset(morning, home.GetUtcOffset(morning)).ToUniversalTime());
            var before = (await bench.FindQueuedMailsAsync(officer)).Count(m => m.Contains(number));
            await bench.DeadlineAlerts.RunAsync(default);
            await bench.DeadlineAlerts.RunAsync(default);
            if ((await bench.FindQueuedMailsAsync(officer)).Count(m => m.Contains(number)) > before)
                heard.Add($"{day:MM-dd}");
        }

        heard.ShouldBe(["12-18", "12-23", "12-25", "12-26"]);
        (await bench.FindQueuedMailsAsync(officer))
            .Where(m => m.Contains(number))
            .ShouldAllBe(m => m.Contains("proof of identity is awaited since 25 November 2026"));
    }

    private static async Task<string> AskAsync(DeletionFixture bench)
    {
        var number = await bench.CreateConfirmedRequestAsync();
        await bench.Casework.RequestIdentityProofAsync(number, "Which interview?", DeletionFixture.Officer, default);
        return number;
    }

    private static Task<Result<string, CaseworkError>> RecordAsync(
        DeletionFixture bench,
        string number,
        IdentityProof proof
    ) => bench.Casework.RecordIdentityProofAsync(number, proof, DeletionFixture.Officer, default);

    private async Task<DeletionFixture> BenchAsync()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        return bench;
    }

    public sealed class OnSqlite(SqliteDatabase database) : IdentityProofTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : IdentityProofTests(database),
            IClassFixture<PostgresDatabase>;
}
