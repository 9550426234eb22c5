using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Parties;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JoinArena.PrivacyPortal.Disclosures.Intake;

/// <summary>One connection on which groups of reports are taken, one transaction a group.</summary>
internal sealed class IntakeSession : IAsyncDisposable
{
    private const int MostTries = 10;
    private static readonly TimeSpan s_heardAgain = TimeSpan.FromMinutes(1);
    private static readonly Guid s_writer = Guid.CreateVersion7();

    private readonly PortalDbContext _db;
    private readonly IBulkWriter _writer;
    private readonly AcceptanceQueries _acceptances;
    private readonly RecipientKindTracker _kinds;
    private readonly TimeProvider _clock;
    private readonly RecordSealerCache _seals;
    private readonly Dictionary<string, DateTimeOffset> _heard = new(StringComparer.Ordinal);

    private IntakeSession(
        PortalDbContext db,
        AcceptanceQueries acceptances,
        RecipientKindTracker kinds,
        TimeProvider clock
    ) =>
        (_db, _writer, _acceptances, _kinds, _clock, _seals) = (
            db,
            db.Database.IsSqlite() ? new SqliteBulkWriter(db) : new PostgresBulkWriter(db),
            acceptances,
            kinds,
            clock,
            new(clock)
        );

    /// <summary>Who is told of what has changed.</summary>
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

    /// <summary>Takes the reports in one transaction; once it returns, what is accepted is durable.</summary>
    /// <returns>What became of each, in order.</returns>
    public async Task<IReadOnlyList<IntakeResult>> ProcessAsync(IReadOnlyList<Report> reports, CancellationToken ct)
    {
        var alone = reports.Any(r => r.Amends is not null);
        for (var tries = 1; ; tries++)
        {
            try
            {
                await using var write = await _db.BeginWriteAsync(ct);
                var known = await _writer.LookUpAsync(reports, alone, ct);
                var now = _clock.GetInstant();
                var judgement = new ReportProcessor(known, _acceptances, _seals, now);
                List<IntakeResult> outcomes = [.. reports.Select(judgement.Process)];
                if (judgement.Batch.RecountTargets.Count > 0 && !alone)
                {
                    alone = true;
                    _writer.ResetLookups();
                    continue;
                }

                if (!judgement.Batch.IsEmpty && !await WriteAsync(judgement.Batch, now, ct))
                {
                    // Another node took one of these events, or made one of these items, between our look and our
                    // write: look again.
                    if (tries == MostTries)
                        throw new InvalidOperationException("Other nodes kept taking the same reports first.");
                    continue;
                }

                var met = await _kinds.TrackAsync(_db, judgement.Batch.Disclosures, known.Parties, ct);
                await _db.NotifyOtherNodesAsync(IntakeResult.GetAffectedWorkers(reports, outcomes), ct);
                await write.CommitAsync(ct);
                _kinds.RememberCommitted(met);
                return outcomes;
            }
            catch (Exception fault)
                when (fault.GetBaseException() is PostgresException { IsTransient: true } && tries < MostTries)
            {
                // A deadlock or a lost race ends the transaction; nothing of it is there. What went through the context
                // comes wrapped.
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
            // Its connection is broken and goes with the context; whoever waits for an answer must still get one.
        }
        finally
        {
            _seals.Dispose();
            await _db.DisposeAsync();
        }
    }

    /// <param name="now">When they came in, as each of them says: the day they are counted on.</param>
    private async Task<bool> WriteAsync(IntakeBatch rows, DateTimeOffset now, CancellationToken ct)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        foreach (var (source, accepted) in rows.AcceptedBySource)
        {
            rows.Days.Add(
                new()
                {
                    Day = today,
                    Source = source,
                    Writer = s_writer,
                    Accepted = accepted,
                }
            );
        }

        if (!await _writer.WriteAsync(rows, ct))
            return false;
        foreach (var source in rows.AcceptedBySource.Keys)
            await HearAsync(source, ct);
        if (rows.Amendments.Count > 0)
        {
            _db.Amendments.AddRange(rows.Amendments);
            await _db.SaveChangesAsync(ct);
        }

        foreach (var restated in rows.RecountTargets)
            await AmendmentRecount.ApplyAsync(_db, restated, ct);
        _db.ChangeTracker.Clear();
        return true;
    }

    private async Task HearAsync(string id, CancellationToken ct)
    {
        var now = _clock.GetInstant();
        if (_heard.TryGetValue(id, out var last) && now - last < s_heardAgain)
            return;
        _heard[id] = now;
        var sources = _db.Sources;
        await sources
            .Where(s => s.Id == id && (s.HeardAt == null || s.HeardAt < now))
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.HeardAt, now), ct);
    }
}
