using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Acceptance.Uses;
using JoinArena.PrivacyPortal.Data.Storage;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.Data.Sqlite;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;

/// <summary>
/// Looks things up on SQLite, one by one by their keys. It remembers them from group to group until another connection,
/// of this process or another, has committed anything: SQLite reports that by <c>data_version</c>.
/// </summary>
internal sealed class SqliteBulkReader(SqliteConnection connection, AcceptanceQueries acceptances) : IDisposable
{
    private const int MaxRemembered = 50_000;

    private readonly SqliteStatement _dataVersion = new(connection, "PRAGMA data_version");

    private readonly SqliteStatement _event = new(
        connection,
        """
        SELECT 0, "ContentHash" FROM "Disclosures" WHERE "Source" = ?1 AND "EventId" = ?2
        UNION ALL SELECT 0, "ContentHash" FROM "Amendments" WHERE "Source" = ?1 AND "EventId" = ?2
        UNION ALL SELECT 1, NULL FROM "Amendments" WHERE "TargetSource" = ?1 AND "TargetEventId" = ?2
        """
    );

    private readonly SqliteStatement _amendment = new(
        connection,
        """SELECT 1 FROM "Amendments" WHERE "Source" = ?1 AND "EventId" = ?2"""
    );

    private readonly SqliteStatement _worker = new(
        connection,
        """
        SELECT k."Key" FROM "Workers" w LEFT JOIN "SubjectKeys" k ON k."Subject" = w."Id" WHERE w."Id" = ?1
        """
    );

    private readonly SqliteStatement _acceptances = new(
        connection,
        """
        SELECT "Version", "AcceptedAt" FROM "Acceptances" a
        WHERE "WorkerId" = ?1 AND EXISTS (SELECT 1 FROM "LedgerEntries" e WHERE e."Id" = a."Id")
        ORDER BY "AcceptedAt" DESC
        """
    );

    private readonly SqliteStatement _uses = new(
        connection,
        """
        SELECT "ClauseId", "Recipient", "Kind", "At", (
            SELECT o."AnsweredAt" FROM "UseObjections" o JOIN "LedgerEntries" a ON a."Id" = o."Id"
            WHERE o."DecisionId" = d."Id" AND o."Outcome" = 'Denied')
        FROM "UseDecisions" d
        WHERE "WorkerId" = ?1 AND EXISTS (SELECT 1 FROM "LedgerEntries" e WHERE e."Id" = d."Id")
        ORDER BY "Number" DESC
        """
    );

    private readonly SqliteStatement _party = new(
        connection,
        """SELECT coalesce("MergedInto", "Id"), "Kind" FROM "Parties" WHERE "Id" = ?1"""
    );

    private readonly SqliteStatement _item = new(
        connection,
        """
        SELECT "Category", "InterviewId", "CreatedAt" IS NOT NULL FROM "DataItems" WHERE "WorkerId" = ?1 AND "Id" = ?2
        """
    );

    private IntakeLookup _lookup = new(acceptances.CreateHistory());
    private long _version = -1;

    /// <summary>Everything the reports refer to, inside the transaction that takes them.</summary>
    public IntakeLookup LookUp(IReadOnlyList<Report> reports)
    {
        var version = ReadDataVersion();
        if (version != _version || _lookup.Items.Count + _lookup.WorkerKeys.Count > MaxRemembered)
            _lookup = new(acceptances.CreateHistory());
        _version = version;

        _lookup.ClearEvents();
        foreach (var report in reports)
        {
            FindEvent(report.Reference);
            if (report.Amends is { } amends)
                FindAmendment(amends.Target);
            if (!_lookup.WorkerKeys.ContainsKey(report.WorkerId))
                FindWorker(report.WorkerId);
            if (report is not DisclosureReport disclosure)
                continue;
            if (!_lookup.Parties.ContainsKey(disclosure.PartyId))
                FindParty(disclosure.PartyId);
            foreach (var item in disclosure.Items)
            {
                if (!_lookup.Items.ContainsKey((disclosure.WorkerId, item.Id)))
                    FindItem(disclosure.WorkerId, item.Id);
            }
        }

        return _lookup;
    }

    /// <summary>Adds what has just been written here, which <c>data_version</c> does not report.</summary>
    public void Remember(IntakeBatch written)
    {
        foreach (var key in written.Keys.Values)
            _lookup.WorkerKeys[key.Subject] = key.Key;
        foreach (var (id, item) in written.MentionedItems)
        {
            var isAnnounced = _lookup.Items.TryGetValue(id, out var before) && before.IsAnnounced;
            _lookup.Items[id] = new(item.Category, item.InterviewId, isAnnounced);
        }
    }

    public void Dispose()
    {
        SqliteStatement[] all = [_dataVersion, _event, _amendment, _worker, _acceptances, _uses, _party, _item];
        foreach (var statement in all)
            statement.Dispose();
    }

    private long ReadDataVersion()
    {
        _dataVersion.Step();
        var version = _dataVersion.GetInt64(0);
        _dataVersion.Run();
        return version;
    }

    private void FindEvent(EventRef reported)
    {
        _event.Bind(1, reported.Source);
        _event.Bind(2, reported.EventId);
        while (_event.Step())
        {
            if (_event.GetInt64(0) == 1)
                _lookup.AmendedReports.Add(reported);
            else
                _lookup.StoredEvents[reported] = _event.GetBytes(1);
        }
    }

    private void FindAmendment(EventRef target)
    {
        _amendment.Bind(1, target.Source);
        _amendment.Bind(2, target.EventId);
        while (_amendment.Step())
            _lookup.StoredAmendments.Add(target);
    }

    private void FindWorker(string id)
    {
        _worker.Bind(1, id);
        while (_worker.Step())
            _lookup.WorkerKeys[id] = _worker.GetBytes(0);
        if (!_lookup.WorkerKeys.ContainsKey(id))
            return;
        _acceptances.Bind(1, id);
        while (_acceptances.Step())
        {
            var at = SqliteInstant.FromNumber(_acceptances.GetInt64(1));
            _lookup.History.Add(id, _acceptances.GetText(0), at);
        }

        _uses.Bind(1, id);
        while (_uses.Step())
            _lookup.History.Add(id, ReadChoice(_uses));
    }

    private static UseChoice ReadChoice(SqliteStatement row) =>
        new(
            row.GetText(0),
            row.GetTextOrNull(1) is { } recipient ? Enum.Parse<PartyKind>(recipient) : null,
            Enum.Parse<UseDecisionKind>(row.GetText(2)),
            SqliteInstant.FromNumber(row.GetInt64(3))
        )
        {
            DeniedAt = row.IsNull(4) ? null : SqliteInstant.FromNumber(row.GetInt64(4)),
        };

    private void FindParty(string id)
    {
        _party.Bind(1, id);
        while (_party.Step())
            _lookup.Parties[id] = new(_party.GetText(0), Enum.Parse<PartyKind>(_party.GetText(1)));
    }

    private void FindItem(string worker, string id)
    {
        _item.Bind(1, worker);
        _item.Bind(2, id);
        while (_item.Step())
        {
            _lookup.Items[(worker, id)] = new(
                EnumCode<DataCategory>.FromCode((short)_item.GetInt64(0)),
                _item.GetTextOrNull(1),
                IsAnnounced: _item.GetInt64(2) == 1
            );
        }
    }
}
