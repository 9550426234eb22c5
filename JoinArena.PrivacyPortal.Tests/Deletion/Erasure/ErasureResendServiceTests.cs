using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Erasure;

/// <summary>An officer sends a notification again, on both databases.</summary>
public abstract class ErasureResendServiceTests(TestDatabase database)
{
    [Fact]
    public async Task A_resend_puts_back_the_notification_of_its_own_task_and_no_other()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Contoso", connector: ConnectorType.Webhook);
        await bench.AddHoldingPartyAsync("Northwind", connector: ConnectorType.Webhook);
        // Neither party has an address, so both notifications are given up at once.
        var number = (await bench.CreateStartedRequestAsync()).Number;
        await bench.DeliverMessagesAsync();
        var request = await bench.LoadRequestAsync(number);
        request.Tasks.Select(t => t.State).ShouldBe([TaskState.Failed, TaskState.Failed]);
        var northwind = request.Tasks.Single(t => t.PartyName == "Northwind");

        (await bench.ResendAsync(northwind.Id)).IsSuccess.ShouldBeTrue();

        var tasks = $"/staff/requests/{number}#task-";
        await using var db = await bench.Contexts.CreateDbContextAsync();
        var waiting = await db
            .Outbox.Where(m => m.Kind == ErasureMessage.KindName && m.DoneAt == null && m.GivenUpAt == null)
            .Where(m => m.About!.StartsWith(tasks))
            .Select(m => m.About)
            .ToListAsync();
        waiting.ShouldBe([$"{tasks}{northwind.Id:N}"]);
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : ErasureResendServiceTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : ErasureResendServiceTests(database),
            IClassFixture<PostgresDatabase>;
}
