using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Tests.Deletion.Erasure.Redisclosures;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework;

/// <summary>What an officer corrects days later was answered when it was answered.</summary>
public abstract class LateCorrectionTests(TestDatabase database)
{
    [Fact]
    public async Task A_correction_leaves_the_day_of_the_answer_and_what_was_sent_to_the_party_since()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        await bench.AddHoldingPartyAsync("Parley");
        var request = await bench.CreateStartedRequestAsync();
        var id = TaskOf(request).Id;
        await bench.Progress.RecordAsync(id, new(TaskOutcome.Erased), DeletionFixture.Officer, default);
        var task = TaskOf(await bench.LoadRequestAsync(request.Number));
        bench.Clock.Advance(TimeSpan.FromDays(3));
        await bench.AddDisclosureAsync(task.PartyId, task.Items[0].ItemId);
        bench.Clock.Advance(TimeSpan.FromDays(2));

        var nothing = new OutcomeReport(TaskOutcome.NothingHeld);
        (
            await bench.Corrections.CorrectAsync(id, nothing, "They never had it.", DeletionFixture.Officer, default)
        ).IsSuccess.ShouldBeTrue();

        var corrected = TaskOf(await bench.LoadRequestAsync(request.Number));
        (corrected.State, corrected.EndedAt).ShouldBe((TaskState.NothingHeld, task.EndedAt));
        await using var db = await bench.Contexts.CreateDbContextAsync();
        var held = await db.Holdings.Where(h => h.WorkerId == bench.Worker).ToListAsync();
        held.Where(h => h.PartyId == task.PartyId && h.IsHeld)
            .ShouldHaveSingleItem()
            .ItemId.ShouldBe(task.Items[0].ItemId);
    }

    private static ErasureTask TaskOf(DeletionRequest request) => request.Tasks.Single(t => t.PartyName == "Northwind");

    public sealed class OnSqlite(SqliteDatabase database)
        : LateCorrectionTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : LateCorrectionTests(database),
            IClassFixture<PostgresDatabase>;
}
