using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>A request that has ended, and the years after.</summary>
public abstract class RecordRetentionTestBase(TestDatabase database)
{
    protected TestDatabase Database { get; } = database;

    protected static string SecretOf(DeletionFixture bench) => $"Because of my divorce, {bench.Worker[2..]}.";

    /// <summary>A request that is done, with something of everything that hangs on one.</summary>
    protected static async Task<string> EndedAsync(DeletionFixture bench, bool isSequenced = true)
    {
        var number = (
            await bench.Requests.SubmitAsync(bench.Worker, DeletionScope.Everything, SecretOf(bench), default)
        ).Value!;
        await bench.Requests.ConfirmAsync(bench.Worker, number, bench.Proof, default);
        await bench.Messages.SendFromWorkerAsync(bench.Worker, number, SecretOf(bench), default);
        await bench.Casework.AddNoteAsync(number, SecretOf(bench), DeletionFixture.Officer, default);
        await bench.Queue.OpenAsync(Given.Staff("officer", "officer@example.com"), number, default);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.TimeoutJob.RunAsync(default);
        var task = (await bench.LoadRequestAsync(number)).Tasks[0].Id;
        await bench.Progress.RecordAsync(
            task,
            new(TaskOutcome.Erased, Note: SecretOf(bench)),
            Actor.Party("key"),
            default
        );
        await bench.Progress.RecordAsync(
            task,
            new(TaskOutcome.NothingHeld, Note: SecretOf(bench)),
            Actor.Party("key"),
            default
        );
        if (isSequenced)
            await bench.SequenceLedgerAsync();
        return number;
    }

    protected static async Task AfterYearsAsync(DeletionFixture bench, int years)
    {
        bench.Clock.SetUtcNow(bench.Clock.GetUtcNow().AddYears(years).AddDays(2));
        await bench.SequenceLedgerAsync();
    }

    protected async Task<DeletionFixture> BenchAsync()
    {
        var bench = await new DeletionFixture(Database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Northwind", connector: ConnectorType.Email);
        return bench;
    }
}
