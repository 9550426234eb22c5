using JoinArena.PrivacyPortal.Deletion;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>What can happen to a request, step by step, in a process that may end at any of them.</summary>
internal static class RequestSteps
{
    public static async Task PassAsync(SingleProcess process, DeletionFixture bench, TimeSpan time)
    {
        bench.Clock.Advance(time);
        await process.RunJobsAsync();
    }

    public static async Task AnswerAsync(
        SingleProcess process,
        DeletionFixture bench,
        int request,
        OutcomeReport report,
        Actor by
    )
    {
        if (await TaskAsync(process, bench, request) is { } task)
        {
            await process.Progress.RecordAsync(
                task.Id,
                report,
                by,
                default,
                by.Kind is ActorKind.Party ? task.Round : null
            );
        }
    }

    public static async Task DecideAsync(SingleProcess process, DeletionFixture bench, bool approve)
    {
        await using var db = await process.Contexts.CreateDbContextAsync();
        var requests = db.DeletionRequests;
        var open = await db
            .RefusalProposals.Where(p =>
                p.DecidedAt == null && requests.Any(r => r.Id == p.RequestId && r.WorkerId == bench.Worker)
            )
            .Select(p => p.Id)
            .ToListAsync();
        foreach (var proposal in open)
            await process.Decisions.DecideAsync(proposal, approve, Actor.Officer("second@example.com"), default);
    }

    public static async Task LiftAsync(SingleProcess process, DeletionFixture bench)
    {
        var number = await NumberAsync(process, bench);
        foreach (var hold in await process.Holds.FindActiveAsync(number, default))
            await process.Holds.LiftAsync(number, hold.Id, DeletionFixture.Officer, default);
    }

    public static async Task<string> NumberAsync(SingleProcess process, DeletionFixture bench, int request = 0)
    {
        await using var db = await process.Contexts.CreateDbContextAsync();
        return await db
            .DeletionRequests.Where(r => r.WorkerId == bench.Worker)
            .OrderBy(r => r.Number)
            .Skip(request)
            .Select(r => r.Number)
            .FirstAsync();
    }

    public static async Task<ErasureTask?> TaskAsync(SingleProcess process, DeletionFixture bench, int request)
    {
        var number = await NumberAsync(process, bench, request);
        await using var db = await process.Contexts.CreateDbContextAsync();
        return (
            await db.DeletionRequests.AsNoTracking().Include(r => r.Tasks).SingleAsync(r => r.Number == number)
        ).Tasks.SingleOrDefault();
    }
}
