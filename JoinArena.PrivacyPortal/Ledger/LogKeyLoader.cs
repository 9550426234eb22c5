using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>
/// Opens the signing key of the database's log. A key is made only for a log that does not exist yet: a second key for
/// the same log would take everybody's reason to trust it.
/// </summary>
internal sealed class LogKeyLoader(IDbContextFactory<PortalDbContext> contexts, LedgerOptions options)
{
    /// <exception cref="ConfigurationException">
    /// The database has a log, and its key is not in the file, or the file holds no valid key.
    /// </exception>
    public PortalKey Load()
    {
        if (FindLatestCheckpoint() is not { } latest)
            return PortalKey.Open(options);
        if (!File.Exists(options.KeyFile))
            throw NotTheKey(latest, $"there is no signing key at '{options.KeyFile}'");
        var key = PortalKey.Open(options);
        if (!key.IsForeign(latest))
            return key;
        key.Dispose();
        throw NotTheKey(latest, $"'{options.KeyFile}' holds a key that has never signed for it");
    }

    private string? FindLatestCheckpoint()
    {
        using var db = contexts.CreateDbContext();
        return db.SignedCheckpoints.OrderByDescending(c => c.Size).Select(c => c.Note).FirstOrDefault();
    }

    private ConfigurationException NotTheKey(string checkpoint, string wrong)
    {
        var log =
            SignedNote.Parse(checkpoint) is { IsSuccess: true, Value: var note }
            && Checkpoint.Parse(note.Text) is { IsSuccess: true, Value: var parsed }
                ? $"'{parsed.Origin}' of {parsed.Size} entries"
                : "that another key has signed";
        return new(
            $"Portal__Ledger__KeyFile: the database has a log {log}, but {wrong}; copy the files of "
                + $"'{Path.GetDirectoryName(options.KeyFile)}' from a node that serves this log or from a backup, or, if "
                + "the key is lost, begin a new log with 'ledger begin-anew'"
        );
    }
}
