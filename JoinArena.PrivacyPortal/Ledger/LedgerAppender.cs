using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Log;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>
/// Something that happened to a person's data. Each slice declares its own as small records of strings, integers,
/// booleans, enums and lists.
/// </summary>
/// <param name="Kind">What happened, in kebab-case.</param>
/// <param name="Subject">JoinArena's id of the worker it is about.</param>
/// <param name="At">When.</param>
public abstract record LedgerEvent(string Kind, string Subject, DateTimeOffset At);

/// <summary>
/// Something that is about nobody, such as the publication of a text. Each slice declares its own as small records, as
/// it does with <see cref="LedgerEvent"/>.
/// </summary>
/// <param name="Kind">What happened, in kebab-case.</param>
public abstract record PublicEvent(string Kind)
{
    /// <summary>The form of the record.</summary>
    public int V => 1;
}

/// <summary>
/// Adds events to the unit of work, so that the trail is committed with what it tells, or not at all.
/// </summary>
public readonly struct LedgerAppender(PortalDbContext db)
{
    /// <summary>
    /// The id of the entry of something that happens to a row later, where the row's own id is its first entry's:
    /// whoever has the row and the moment finds it.
    /// </summary>
    /// <param name="row">The row's id.</param>
    /// <param name="at">When it happens, as the row keeps it.</param>
    public static Guid DeriveEntryId(Guid row, DateTimeOffset at)
    {
        Span<byte> said = stackalloc byte[24],
            hash = stackalloc byte[SHA256.HashSizeInBytes];
        row.TryWriteBytes(said);
        BinaryPrimitives.WriteInt64BigEndian(said[16..], at.ToUnixTimeMilliseconds());
        SHA256.HashData(said, hash);
        // Version 7, as every entry's: it begins with its time (RFC 9562).
        BinaryPrimitives.WriteUInt64BigEndian(
            hash,
            ((ulong)at.ToUnixTimeMilliseconds() << 16) | 0x7000 | (BinaryPrimitives.ReadUInt64BigEndian(hash) & 0x0FFF)
        );
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash[..16], bigEndian: true);
    }

    /// <summary>Adds the event's record and leaf.</summary>
    /// <returns>The entry's id.</returns>
    public Task<Guid> AppendAsync(LedgerEvent happened, CancellationToken ct) =>
        AppendAsync(happened, Guid.CreateVersion7(), ct);

    /// <summary>
    /// Adds the event's record and leaf under the id of the row it tells of, so that whoever has the row finds its
    /// entry.
    /// </summary>
    /// <param name="happened">What to tell.</param>
    /// <param name="id">Of version 7: entries begin with their time.</param>
    /// <param name="ct">Ends it early.</param>
    /// <returns>The same id.</returns>
    public async Task<Guid> AppendAsync(LedgerEvent happened, Guid id, CancellationToken ct)
    {
        db.LedgerEntries.Add(CreateEntry(happened, id, (await KeyAsync(happened.Subject, ct)).Key));
        db.PendingEntries.Add(PendingEntries.Create([id]));
        return id;
    }

    /// <summary>
    /// The entry of an event: its record, closed to whoever lacks the person's key, and the leaf that commits to it.
    /// </summary>
    internal static LedgerEntry CreateEntry(LedgerEvent happened, Guid id, ReadOnlySpan<byte> key)
    {
        using var seal = new RecordSealer(key);
        return seal.SealEntry(happened, id);
    }

    /// <summary>Adds a fact in clear: its canonical JSON is the leaf itself, for anyone to read.</summary>
    /// <returns>The entry's id.</returns>
    public Guid AppendPublic(PublicEvent fact)
    {
        var (id, text) = (Guid.CreateVersion7(), Encoding.UTF8.GetString(RecordSerializer.Serialize(fact)));
        db.LedgerEntries.Add(
            new LedgerEntry
            {
                Id = id,
                Subject = null,
                Record = text,
                Leaf = text,
            }
        );
        db.PendingEntries.Add(PendingEntries.Create([id]));
        return id;
    }

    private async Task<SubjectKey> KeyAsync(string subject, CancellationToken ct)
    {
        if (await db.SubjectKeys.FindAsync([subject], ct) is { } known)
            return known;

        // Two first events of one person may race: the key that is there first is everyone's. A key without events
        // would harm nobody.
        var fresh = RandomNumberGenerator.GetBytes(32);
        await db.ExecuteSqlAsync(
            $"""INSERT INTO "SubjectKeys" ("Subject", "Key") VALUES ({subject}, {fresh}) ON CONFLICT ("Subject") DO NOTHING""",
            ct
        );
        return await db.SubjectKeys.SingleAsync(k => k.Subject == subject, ct);
    }
}
