using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.Data.Sqlite;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;

/// <summary>
/// Looks things up on SQLite, one by one along their keys, and remembers them from group to group until somebody else
/// has committed anything at all: SQLite tells each
/// connection so, whatever process it was.
/// </summary>
internal sealed class SqliteBulkReader(SqliteConnection connection) : IDisposable
{
    private const int MostRemembered = 50_000;

    private readonly SqliteStatement _dataVersion = new(connection, "PRAGMA data_version");

    private readonly SqliteStatement _event = new(
        connection,
        """
        SELECT 0, "ContentHash" FROM "Disclosures" WHERE "Source" = ?1 AND "EventId" = ?2
        UNION ALL SELECT 0, "ContentHash" FROM "Amendments" WHERE "Source" = ?1 AND "EventId" = ?2
        UNION ALL SELECT 1, NULL FROM "Amendments" WHERE "TargetSource" = ?1 AND "TargetEventId" = ?2
        """
    );

    private readonly SqliteStatement _amending = new(
        connection,
        """SELECT 1 FROM "Amendments" WHERE "Source" = ?1 AND "EventId" = ?2"""
    );
    private readonly SqliteStatement _worker = new(
        connection,
        """SELECT k."Key" FROM "Workers" w LEFT JOIN "SubjectKeys" k ON k."Subject" = w."Id" WHERE w."Id" = ?1"""
    );
    private readonly SqliteStatement _accepted = new(
        connection,
        """SELECT "Version", "AcceptedAt" FROM "Acceptances" WHERE "WorkerId" = ?1 ORDER BY "AcceptedAt" DESC"""
    );
    private readonly SqliteStatement _party = new(
        connection,
        """SELECT coalesce("MergedInto", "Id"), "Kind" FROM "Parties" WHERE "Id" = ?1"""
    );
    private readonly SqliteStatement _item = new(
        connection,
        """SELECT "Category", "InterviewId", "CreatedAt" IS NOT NULL FROM "DataItems" WHERE "WorkerId" = ?1 AND "Id" = ?2"""
    );

    private IntakeLookup _known = new();
    private long _version = -1;

    /// <summary>All that the reports refer to, inside the transaction that takes them.</summary>
    public IntakeLookup LookUp(IReadOnlyList<Report> reports)
    {
        _dataVersion.Step();
        var version = _dataVersion.GetInt64(0);
        _dataVersion.Run();
        if (version != _version || _known.Items.Count + _known.Workers.Count > MostRemembered)
            ResetLookups();
        _version = version;

        _known.BeginGroup();
        foreach (var report in reports)
        {
            FindEvent(new(report.Source, report.EventId));
            if (report.Amends is { } amends)
                FindAmending(amends.Target);
            if (!_known.Workers.ContainsKey(report.WorkerId))
                FindWorker(report.WorkerId);
            if (report is not DisclosureReport said)
                continue;
            if (!_known.Parties.ContainsKey(said.PartyId))
                FindParty(said.PartyId);
            foreach (var item in said.Items)
            {
                if (!_known.Items.ContainsKey((said.WorkerId, item.Id)))
                    FindItem(said.WorkerId, item.Id);
            }
        }

        return _known;
    }

    /// <summary>Looks everything up anew from the next group on.</summary>
    public void ResetLookups() => _known = new();

    public void Dispose()
    {
        foreach (var statement in new[] { _dataVersion, _event, _amending, _worker, _accepted, _party, _item })
            statement.Dispose();
    }

    private void FindEvent(EventRef reported)
    {
        _event.Bind(1, reported.Source);
        _event.Bind(2, reported.EventId);
        while (_event.Step())
        {
            if (_event.GetInt64(0) == 1)
                _known.Amended.Add(reported);
            else
                _known.Events[reported] = _event.GetBytes(1);
        }
    }

    private void FindAmending(EventRef named)
    {
        _amending.Bind(1, named.Source);
        _amending.Bind(2, named.EventId);
        while (_amending.Step())
            _known.Amending.Add(named);
    }

    private void FindWorker(string id)
    {
        _worker.Bind(1, id);
        while (_worker.Step())
            _known.Workers[id] = _worker.GetBytes(0);
        if (!_known.Workers.ContainsKey(id))
            return;
        var accepted = new List<(string, DateTimeOffset)>();
        _accepted.Bind(1, id);
        while (_accepted.Step())
            accepted.Add((_accepted.GetText(0), new(_accepted.GetInt64(1), TimeSpan.Zero)));
        _known.Accepted[id] = accepted;
    }

    private void FindParty(string id)
    {
        _party.Bind(1, id);
        while (_party.Step())
            _known.Parties[id] = new(_party.GetText(0), Enum.Parse<PartyKind>(_party.GetText(1)));
    }

    private void FindItem(string worker, string id)
    {
        _item.Bind(1, worker);
        _item.Bind(2, id);
        while (_item.Step())
        {
            _known.Items[(worker, id)] = new(
                Enum.Parse<DataCategory>(_item.GetText(0)),
                _item.GetTextOrNull(1),
                _item.GetInt64(2) == 1
            );
        }
    }
}
