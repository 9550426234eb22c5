using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>
/// The process ends at every step of telling a party. What one transaction writes is written or not, so the steps at
/// which it matters are those between
/// transactions: the walk ends the process before the first, before the second, and so on until it gets to the end.
/// </summary>
[Trait("Speed", "slow")]
public abstract class PartyNotificationCrashTests(TestDatabase database)
{
    private const int MostSteps = 40;

    [Theory]
    [InlineData(ConnectorType.Webhook)]
    [InlineData(ConnectorType.Email)]
    [InlineData(ConnectorType.Internal)]
    public async Task A_crash_at_any_step_notifies_the_party_under_one_id_and_loses_nothing(ConnectorType connector)
    {
        var steps = 0;
        for (var dies = 1; ; dies++)
        {
            dies.ShouldBeLessThan(MostSteps, "the walk must come to an end");
            var bench = await new DeletionFixture(database).WithWorkerAsync();
            var party = await bench.AddHoldingPartyAsync(
                "Party",
                connector is ConnectorType.Internal ? PartyKind.JoinarenaSystem : PartyKind.HiringCompany,
                connector
            );
            await using var host = new RawHost("204 No Content");
            if (connector is ConnectorType.Webhook)
                await bench.SetConnectorAsync(party, host.Url.ToString());
            var request = await bench.CreateStartedRequestAsync();

            using var end = new CancellationTokenSource();
            var mortal = new CrashingContextFactory(bench.Contexts, dies, end);
            var killed = false;
            try
            {
                await bench.DeliverMessagesAsync(mortal, end.Token);
            }
            catch (OperationCanceledException)
            {
                killed = true;
                steps++;
            }

            // Another process takes over once the lease of the first has run out.
            bench.Clock.Advance(TimeSpan.FromMinutes(3));
            await bench.DeliverMessagesAsync();
            await bench.DeliverMessagesAsync();

            var told = await bench.LoadRequestAsync(request.Number);
            var task = told.Tasks.ShouldHaveSingleItem();
            task.State.ShouldBe(
                connector switch
                {
                    ConnectorType.Webhook => TaskState.Acknowledged,
                    ConnectorType.Email => TaskState.Sent,
                    _ => TaskState.Erased,
                },
                $"killed before transaction {dies}"
            );
            told.Events.Count(e => e.Kind == RequestEventKind.PartyNotified).ShouldBe(1);
            (await bench.ReadLedgerKindsAsync()).Count(k => k == "erasure-asked").ShouldBe(1);
            if (connector is ConnectorType.Webhook)
            {
                // A process may end between opening the connection and saying anything.
                var calls = host.RequestHeads.Where(h => h.Length > 0).ToList();
                calls.Count.ShouldBeInRange(1, 2);
                calls.ShouldAllBe(h => h.Contains($"webhook-id: era_{task.Id:N}_1\r\n", StringComparison.Ordinal));
            }

            if (connector is ConnectorType.Email)
            {
                bench.Mails.GetMailsTo("privacy@party.example").Count.ShouldBeInRange(1, 2);
                bench.Mails.GetMailsTo("privacy@party.example").Select(m => m.Job).Distinct().Count().ShouldBe(1);
            }

            if (!killed)
                break;
        }

        steps.ShouldBeGreaterThan(5, "a walk that never ends early walks over nothing");
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : PartyNotificationCrashTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : PartyNotificationCrashTests(database),
            IClassFixture<PostgresDatabase>;
}
