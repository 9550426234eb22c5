using System.Diagnostics;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;
using JoinArena.PrivacyPortal.Disclosures.Intake.Sources;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JoinArena.PrivacyPortal.Disclosures.Intake;

/// <summary>One connection on which groups of reports are taken, each group in a transaction of its own.</summary>
internal sealed class IntakeSession : IAsyncDisposable
{
    private const int MaxAttempts = 10;
    private static readonly TimeSpan s_heardInterval = TimeSpan.FromMinutes(1);

    // Names this process in the rows it counts.
    private static readonly Guid s_writer = Guid.CreateVersion7();

    private readonly PortalDbContext _db;
    private readonly IBulkWriter _writer;
    private readonly RecipientKindTracker _kinds;
    private readonly TimeProvider _clock;
    private readonly RecordSealerCache _sealers;
    private readonly Dictionary<string, DateTimeOffset> _heardAt = new(StringComparer.Ordinal);

    private IntakeSession(
        PortalDbContext db,
        AcceptanceQueries acceptances,
        RecipientKindTracker kinds,
        TimeProvider clock
    )
    {
        _db = db;
        _writer = db.Database.IsSqlite()
            ? new SqliteBulkWriter(db, acceptances)
            : new PostgresBulkWriter(db, acceptances);
        _kinds = kinds;
        _clock = clock;
        _sealers = new(clock);
    }

    /// <summary>Notifies open pages of changes.</summary>
    public ChangeFeed Changes => _db.Changes;

    public static async Task<IntakeSession> OpenAsync(
        IDbContextFactory<PortalDbContext> contexts,
        AcceptanceQueries acceptances,
        RecipientKindTracker kinds,
        TimeProvider clock
    )
    {
        var db = await contexts.CreateDbContextAsync();
        try
        {
            await db.Database.OpenConnectionAsync();
            var session = new IntakeSession(db, acceptances, kinds, clock);
            await session._writer.OpenAsync(CancellationToken.None);
            return session;
        }
        catch
        {
            await db.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes the reports in one transaction. Once it returns, what was accepted is durable.</summary>
    /// <returns>The result of each report, in order.</returns>
    public async Task<IReadOnlyList<IntakeResult>> ProcessAsync(IReadOnlyList<Report> reports, CancellationToken ct)
    {
        // Recounting what an amendment refers to must not run beside other counting.
        var isExclusive = reports.Any(r => r.Amends is not null);
        var started = Stopwatch.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var write = await _db.BeginWriteAsync(ct);
                var lookup = await _writer.LookUpAsync(reports, isExclusive, ct);
                var now = _clock.GetInstant();
                var processor = new ReportProcessor(lookup, _sealers, now, reports.Count);
                List<IntakeResult> results = [.. reports.Select(processor.Process)];
                var batch = processor.Batch;
                if (batch.RecountTargets.Count > 0 && !isExclusive)
                {
                    // A stored amendment refers to one of these reports: the group is taken again, with the lock.
                    isExclusive = true;
                    continue;
                }

                if (!batch.IsEmpty && !await WriteAsync(batch, now, ct))
                {
                    // Since the lookup another node has stored one of these events or items: the group is taken again.
                    if (attempt == MaxAttempts)
                        throw new InvalidOperationException("Other nodes kept storing the same reports first.");
                    continue;
                }

                var kindsSeen = await _kinds.TrackAsync(_db, batch.Disclosures, lookup.Parties, ct);
                await _db.NotifyOtherNodesAsync(IntakeResult.GetAffectedWorkers(reports, results), ct);
                await write.CommitAsync(ct);
                _kinds.RememberCommitted(kindsSeen);
                IntakeMetrics.CountGroup(results, batch.Disclosures, started);
                return results;
            }
            catch (Exception fault)
                when (fault.GetBaseException() is PostgresException { IsTransient: true } && attempt < MaxAttempts)
            {
                // A deadlock or a lost race ended the transaction, and nothing of it was stored. A fault that went
                // through the context comes wrapped, hence the base exception.
                _db.ChangeTracker.Clear();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _writer.Dispose();
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            // The connection is broken and is closed with the context. Callers that still wait must get their answer.
        }
        finally
        {
            _sealers.Dispose();
            await _db.DisposeAsync();
        }
    }

    /// <param name="now">When the reports arrived, as each of them says: the day they are counted on.</param>
    /// <returns>False when another node was first; the transaction must then be given up.</returns>
    private async Task<bool> WriteAsync(IntakeBatch batch, DateTimeOffset now, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        foreach (var (source, accepted) in batch.AcceptedBySource)
        {
            batch.Days.Add(
                new()
                {
                    Day = today,
                    Source = source,
                    Writer = s_writer,
                    Accepted = accepted,
                }
            );
        }

        if (!await _writer.WriteAsync(batch, ct))
            return false;
        foreach (var source in batch.AcceptedBySource.Keys)
            await UpdateHeardAtAsync(source, ct);
        if (batch.Amendments.Count > 0)
        {
            _db.Amendments.AddRange(batch.Amendments);
            await _db.SaveChangesAsync(ct);
        }

        foreach (var target in batch.RecountTargets)
            await AmendmentRecount.ApplyAsync(_db, target, ct);
        _db.ChangeTracker.Clear();
        return true;
    }

    private async Task UpdateHeardAtAsync(string id, CancellationToken ct)
    {
        var now = _clock.GetInstant();
        if (_heardAt.TryGetValue(id, out var last) && now - last < s_heardInterval)
            return;
        _heardAt[id] = now;
        await _db
            .Sources.Where(s => s.Id == id && (s.HeardAt == null || s.HeardAt < now))
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.HeardAt, now), ct);
    }
}
