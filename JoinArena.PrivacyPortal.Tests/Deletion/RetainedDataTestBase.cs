using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>A request of which the party Keeper keeps something until 5 March 2027.</summary>
public abstract class RetainedDataTestBase(TestDatabase database)
{
    protected TestDatabase Database { get; } = database;
    protected static DateOnly Until { get; } = new(2027, 3, 5);

    protected static DateTimeOffset Noon(DateOnly day) => new(day, new TimeOnly(12, 0), TimeSpan.Zero);

    protected static async Task AtAsync(DeletionFixture bench, DateOnly day)
    {
        bench.Clock.SetUtcNow(Noon(day));
        await bench.FollowUpJob.RunAsync(default);
        await bench.DeliverMessagesAsync();
    }

    protected async Task<(DeletionFixture Bench, DeletionRequest Request)> KeptAsync(
        string? other = null,
        bool isExtended = false
    )
    {
        var bench = await new DeletionFixture(Database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Keeper", connector: ConnectorType.Email);
        if (other is not null)
            await bench.AddHoldingPartyAsync(other, connector: ConnectorType.Email);
        var request = await bench.CreateStartedRequestAsync();
        if (isExtended)
        {
            (
                await bench.Decisions.ExtendAsync(request.Number, "Eleven systems.", DeletionFixture.Officer, default)
            ).IsSuccess.ShouldBeTrue();
        }

        await bench.DeliverMessagesAsync();
        foreach (var task in request.Tasks)
        {
            await bench.Progress.RecordAsync(
                task.Id,
                task.PartyName == "Keeper"
                    ? new(TaskOutcome.Retained, "gdpr-legal-claims", Until)
                    : new(TaskOutcome.Erased),
                Actor.Party("link"),
                default
            );
        }

        return (bench, await bench.LoadRequestAsync(request.Number));
    }
}
