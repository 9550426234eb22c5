using System.Collections.Concurrent;

namespace JoinArena.PrivacyPortal.Data.BackgroundJobs;

/// <summary>
/// The rows that a background job of this node could not process. Such a row is set aside, so that it keeps no other row
/// waiting, and is shown to the team; each further run of the job tries it again.
/// </summary>
public sealed class SetAsideRows(TimeProvider clock, ILogger<SetAsideRows> log)
{
    // Every job runs more often. What has not failed for so long was erased, or is no longer due.
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<RowKey, SetAsideRow> _rows = new();

    /// <summary>The rows that are set aside, oldest first.</summary>
    public IReadOnlyList<SetAsideRow> List()
    {
        var oldest = clock.GetInstant() - s_kept;
        return [.. _rows.Values.Where(row => row.LastAt >= oldest).OrderBy(row => row.Since)];
    }

    /// <summary>Processes one row, and sets it aside if that fails.</summary>
    /// <typeparam name="TJob">The job it is for.</typeparam>
    /// <param name="row">The row's id.</param>
    /// <returns>False if the row is set aside.</returns>
    public async Task<bool> TryAsync<TJob>(string row, Func<Task> process, CancellationToken ct)
        where TJob : IBackgroundJob
    {
        var key = new RowKey(typeof(TJob).Name, row);
        try
        {
            await process();
            _rows.TryRemove(key, out _);
            return true;
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            // Without the row's id, which can be a person's.
            log.LogError(fault, "{Job} has set a row aside. The page of deliveries names it.", key.Job);
            var (now, kind) = (clock.GetInstant(), fault.GetBaseException().GetType().Name);
            _rows.AddOrUpdate(
                key,
                new SetAsideRow(key.Job, row, now, now, kind),
                (_, before) => before with { LastAt = now, Fault = kind }
            );
            return false;
        }
    }

    private sealed record RowKey(string Job, string Row);
}

/// <summary>A row that could not be processed.</summary>
/// <param name="Job">The name of the job.</param>
/// <param name="Row">The row's id.</param>
/// <param name="Since">When it first failed on this node.</param>
/// <param name="LastAt">When it last failed.</param>
/// <param name="Fault">The kind of the fault, never its message, which could quote personal data.</param>
public sealed record SetAsideRow(string Job, string Row, DateTimeOffset Since, DateTimeOffset LastAt, string Fault);
