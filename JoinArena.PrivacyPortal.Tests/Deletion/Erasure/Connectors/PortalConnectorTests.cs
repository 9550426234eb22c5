using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Erasure.Connectors;

/// <summary>What the portal erases itself, on both databases.</summary>
[Trait("Speed", "slow")]
public abstract class PortalConnectorTests(TestDatabase database)
{
    [Fact]
    public async Task The_portal_erases_what_it_knows_itself_of_an_interview()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync(
            "Portal",
            PartyKind.JoinarenaSystem,
            ConnectorType.Internal,
            "int-1",
            categories: DataCategory.Transcript
        );
        await using (var db = await bench.Contexts.CreateDbContextAsync())
        {
            db.DataItems.Add(
                new()
                {
                    WorkerId = bench.Worker,
                    Id = "transcript-int-1",
                    Category = DataCategory.Transcript,
                    InterviewId = "int-1",
                    InterviewAt = bench.Clock.GetInstant(),
                    Label = "Night nurse, Berlin",
                }
            );
            await db.SaveChangesAsync();
        }

        var request = await bench.CreateStartedRequestAsync();
        await bench.DeliverMessagesAsync();

        (await bench.LoadRequestAsync(request.Number)).State.ShouldBe(RequestState.Completed);
        await using var after = await bench.Contexts.CreateDbContextAsync();
        var item = await after.DataItems.SingleAsync(i => i.WorkerId == bench.Worker);
        (item.Label, item.InterviewId, item.InterviewAt).ShouldBe((null, null, null));
    }

    [Fact]
    public async Task The_portal_does_not_answer_for_other_data_stores_of_JoinArena()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Talent-eval", PartyKind.ModelTraining, ConnectorType.Internal);
        var request = await bench.CreateStartedRequestAsync();
        await bench.DeliverMessagesAsync();
        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Pending);
    }

    private async Task<DeletionFixture> BenchAsync() => await new DeletionFixture(database).WithWorkerAsync();

    public sealed class OnSqlite(SqliteDatabase database)
        : PortalConnectorTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : PortalConnectorTests(database),
            IClassFixture<PostgresDatabase>;
}
