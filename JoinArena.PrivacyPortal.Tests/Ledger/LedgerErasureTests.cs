using System.Security.Cryptography;
using System.Text;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Proofs;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Ledger;

public abstract class LedgerErasureTests(TestDatabase database)
{
    private static readonly DateTimeOffset s_at = new(2026, 11, 24, 14, 2, 3, TimeSpan.Zero);

    [Fact]
    public async Task The_leaf_remains_and_reveals_nothing_even_to_a_person_who_guesses_right()
    {
        var subject = $"w-{Guid.NewGuid():N}";
        var other = $"w-{Guid.NewGuid():N}";
        var id = await AppendAsync(subject);
        var kept = await AppendAsync(other);
        var (leaf, record, salt) = await KnownAsync(id, subject);
        new LeafSource(record, salt).Leaf.ShouldBe(leaf);

        await new LedgerErasure(database.Contexts).EraseRecordsAsync(subject, CancellationToken.None);

        await using var db = database.Contexts.CreateDbContext();
        var entry = await db.LedgerEntries.SingleAsync(e => e.Id == id);
        (await db.ReadLeafAsync(id), entry.Subject, entry.Record).ShouldBe((leaf, null, null));
        (await db.SubjectKeys.AnyAsync(k => k.Subject == subject)).ShouldBeFalse();

        // An attacker who knows the whole record tries everything that is left, and everything that anyone could
        // compute, as salt and as key.
        byte[][] tries =
        [
            .. AllThatIsLeft(id, leaf, subject).SelectMany(bytes => new[] { bytes, Commitment.DeriveSalt(bytes, id) }),
        ];
        tries.ShouldAllBe(guess => new LeafSource(record, guess).Leaf != leaf);
        new LeafSource(record, null).Leaf.ShouldNotBe(leaf);

        // Other people's records are not affected.
        (await db.ReadRecordsAsync(other))
            .ShouldHaveSingleItem()
            .ShouldContain(other);
        (await db.LedgerEntries.SingleAsync(e => e.Id == kept)).Subject.ShouldBe(other);
    }

    [Fact]
    public async Task A_proof_the_worker_has_saved_is_still_valid()
    {
        var subject = $"w-{Guid.NewGuid():N}";
        var (leaf, record, salt) = await KnownAsync(await AppendAsync(subject), subject);
        var copy = new LeafSource(record, salt).ToBytes();

        await new LedgerErasure(database.Contexts).EraseRecordsAsync(subject, CancellationToken.None);

        LeafSource.Parse(copy)!.Leaf.ShouldBe(leaf);
    }

    [Fact]
    public async Task Later_events_of_the_worker_use_a_new_key()
    {
        var subject = $"w-{Guid.NewGuid():N}";
        var before = await AppendAsync(subject);
        byte[] old;
        await using (var db = database.Contexts.CreateDbContext())
            old = (await db.SubjectKeys.SingleAsync(k => k.Subject == subject)).Key;

        await using (var db = database.Contexts.CreateDbContext())
        {
            await using var write = await db.BeginWriteAsync(CancellationToken.None);
            await db.Ledger.AppendAsync(new Happened(subject, s_at), CancellationToken.None);
            await db.SaveChangesAsync();
            await LedgerErasure.EraseRecordsAsync(db, subject, CancellationToken.None);
            await db.Ledger.AppendAsync(new Happened(subject, s_at), CancellationToken.None);
            await db.SaveChangesAsync();
            await write.CommitAsync(CancellationToken.None);
        }

        await using var after = database.Contexts.CreateDbContext();
        (await after.SubjectKeys.SingleAsync(k => k.Subject == subject)).Key.ShouldNotBe(old);
        (await after.ReadRecordsAsync(subject)).ShouldHaveSingleItem();
        (await after.LedgerEntries.SingleAsync(e => e.Id == before)).Record.ShouldBeNull();
        await new LedgerErasure(database.Contexts).EraseRecordsAsync("nobody", CancellationToken.None);
    }

    private async Task<Guid> AppendAsync(string subject)
    {
        await using var db = database.Contexts.CreateDbContext();
        var id = await db.Ledger.AppendAsync(new Happened(subject, s_at), CancellationToken.None);
        await db.SaveChangesAsync();
        return id;
    }

    private async Task<(string Leaf, string Record, byte[] Salt)> KnownAsync(Guid id, string subject)
    {
        await using var db = database.Contexts.CreateDbContext();
        var entry = await db.LedgerEntries.SingleAsync(e => e.Id == id);
        var key = await db.SubjectKeys.SingleAsync(k => k.Subject == subject);
        var record = SubjectCipher.Decrypt(key.Key, id, entry.Record!)!;
        return (await db.ReadLeafAsync(id), record, Commitment.DeriveSalt(key.Key, id));
    }

    private static IEnumerable<byte[]> AllThatIsLeft(Guid id, string leaf, string subject) =>
        [
            new byte[32],
            [],
            id.ToByteArray(),
            Encoding.UTF8.GetBytes(id.ToString("D")),
            Encoding.UTF8.GetBytes(subject),
            SHA256.HashData(Encoding.UTF8.GetBytes(subject)),
            Encoding.UTF8.GetBytes(leaf),
            SHA256.HashData(Encoding.UTF8.GetBytes(leaf)),
        ];

    private sealed record Happened(string Subject, DateTimeOffset At) : LedgerEvent("happened", Subject, At);

    public sealed class OnSqlite(SqliteDatabase database) : LedgerErasureTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : LedgerErasureTests(database),
            IClassFixture<PostgresDatabase>;
}
