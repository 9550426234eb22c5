using JoinArena.PrivacyPortal.Data.Storage;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Data.BackgroundJobs;

/// <summary>
/// The rows that a background job could not process. Such a row is set aside, so that it keeps no other row waiting, and
/// is shown to the team; each further run of the job, on any node, tries it again.
/// </summary>
public sealed class SetAsideRows(
    IDbContextFactory<PortalDbContext> contexts,
    TimeProvider clock,
    ILogger<SetAsideRows> log
)
{
    // Every job runs more often. What has not failed for so long was erased, or is no longer due.
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(1);

    /// <summary>The rows that are set aside, oldest first.</summary>
    public async Task<IReadOnlyList<SetAsideRow>> ListAsync(CancellationToken ct)
    {
        var oldest = clock.GetInstant() - s_kept;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .SetAsideRows.AsNoTracking()
            .Where(row => row.LastAt >= oldest)
            .OrderBy(row => row.Since)
            .ToListAsync(ct);
    }

    /// <summary>Processes one row, and sets it aside if that fails.</summary>
    /// <typeparam name="TJob">The job it is for.</typeparam>
    /// <param name="row">The row's id.</param>
    /// <returns>False if the row is set aside.</returns>
    public async Task<bool> TryAsync<TJob>(string row, Func<Task> process, CancellationToken ct)
        where TJob : IBackgroundJob
    {
        var job = typeof(TJob).Name;
        try
        {
            await process();
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            // Without the row's id, which can be a person's.
            log.LogError(fault, "{Job} has set a row aside. The page of deliveries names it.", job);
            await SetAsideAsync(job, row, fault.GetBaseException().GetType().Name, ct);
            return false;
        }

        await RemoveAsync(job, row, ct);
        return true;
    }

    /// <summary>Deletes what has not failed for so long that it is no longer listed.</summary>
    internal async Task DeleteOldAsync(CancellationToken ct)
    {
        var oldest = clock.GetInstant() - s_kept;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await db.SetAsideRows.Where(row => row.LastAt < oldest).ExecuteDeleteAsync(ct);
        await write.CommitAsync(ct);
    }

    private async Task SetAsideAsync(string job, string row, string fault, CancellationToken ct)
    {
        var now = clock.GetInstant();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        // Two nodes may fail at the same row at the same moment.
        var isKnown = await db
            .SetAsideRows.Where(r => r.Job == job && r.Row == row)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.LastAt, now).SetProperty(r => r.Fault, fault), ct);
        if (isKnown == 0)
        {
            var stored = db.Database.IsSqlite() ? (object)SqliteInstant.ToNumber(now) : now;
            await db.ExecuteSqlAsync(
                $"""
                INSERT INTO "SetAsideRows" ("Job", "Row", "Since", "LastAt", "Fault")
                VALUES ({job}, {row}, {stored}, {stored}, {fault}) ON CONFLICT DO NOTHING
                """,
                ct
            );
        }

        await write.CommitAsync(ct);
    }

    private async Task RemoveAsync(string job, string row, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        // Nearly always there is nothing to delete, and reading does not wait for writers.
        if (!await db.SetAsideRows.AnyAsync(r => r.Job == job && r.Row == row, ct))
            return;
        await using var write = await db.BeginWriteAsync(ct);
        await db.SetAsideRows.Where(r => r.Job == job && r.Row == row).ExecuteDeleteAsync(ct);
        await write.CommitAsync(ct);
    }
}
