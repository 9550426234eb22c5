using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Log;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>
/// Adds events to the caller's unit of work: an event is committed together with the change that it records, or not at
/// all.
/// </summary>
public readonly struct LedgerAppender(PortalDbContext db)
{
    /// <summary>
    /// The id of the entry for a later event of a row. The row's own id is the id of its first entry; this id is
    /// computed from the row's id and the time, so the entry can be found from the row.
    /// </summary>
    /// <param name="row">The row's id.</param>
    /// <param name="at">When the event happened, exactly as the row stores it.</param>
    public static Guid DeriveEntryId(Guid row, DateTimeOffset at)
    {
        Span<byte> input = stackalloc byte[24],
            hash = stackalloc byte[SHA256.HashSizeInBytes];
        row.TryWriteBytes(input);
        BinaryPrimitives.WriteInt64BigEndian(input[16..], at.ToUnixTimeMilliseconds());
        SHA256.HashData(input, hash);
        // Version 7, like the id of every entry: it begins with the time (RFC 9562).
        BinaryPrimitives.WriteUInt64BigEndian(
            hash,
            ((ulong)at.ToUnixTimeMilliseconds() << 16) | 0x7000 | (BinaryPrimitives.ReadUInt64BigEndian(hash) & 0x0FFF)
        );
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash[..16], bigEndian: true);
    }

    /// <summary>Adds the event's record and leaf.</summary>
    /// <returns>The entry's id.</returns>
    public Task<Guid> AppendAsync(LedgerEvent ledgerEvent, CancellationToken ct) =>
        AppendAsync(ledgerEvent, Guid.CreateVersion7(), ct);

    /// <summary>
    /// Adds the event's record and leaf under the id of the row that the event is about, so that the entry can be found
    /// from the row.
    /// </summary>
    /// <param name="ledgerEvent">The event.</param>
    /// <param name="id">A version 7 id: the ids of entries begin with their time.</param>
    /// <returns>The same id.</returns>
    public async Task<Guid> AppendAsync(LedgerEvent ledgerEvent, Guid id, CancellationToken ct)
    {
        using var sealer = new RecordSealer((await FindOrCreateKeyAsync(ledgerEvent.Subject, ct)).Key);
        var added = sealer.SealEntry(ledgerEvent, id);
        db.LedgerEntries.Add(added.Entry);
        db.PendingEntries.Add(PendingEntries.Create([added.Leaf]));
        return id;
    }

    /// <summary>Adds a public event: its canonical JSON is the leaf itself, which anyone can read.</summary>
    /// <returns>The entry's id.</returns>
    public Guid AppendPublic(PublicEvent publicEvent)
    {
        var id = Guid.CreateVersion7();
        var record = RecordSerializer.Serialize(publicEvent);
        db.LedgerEntries.Add(
            new LedgerEntry
            {
                Id = id,
                Subject = null,
                Record = record,
            }
        );
        db.PendingEntries.Add(PendingEntries.Create([new(id, StoredLeaf.FromText(Encoding.UTF8.GetString(record)))]));
        return id;
    }

    private async Task<SubjectKey> FindOrCreateKeyAsync(string subject, CancellationToken ct)
    {
        if (await db.SubjectKeys.FindAsync([subject], ct) is { } known)
            return known;

        // Two transactions may add a person's first events at the same time: both then use the key that was inserted
        // first. A key without events does no harm.
        var fresh = RandomNumberGenerator.GetBytes(32);
        await db.ExecuteSqlAsync(
            $"""
            INSERT INTO "SubjectKeys" ("Subject", "Key") VALUES ({subject}, {fresh})
            ON CONFLICT ("Subject") DO NOTHING
            """,
            ct
        );
        return await db.SubjectKeys.SingleAsync(k => k.Subject == subject, ct);
    }
}
