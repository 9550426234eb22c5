using System.Globalization;
using JoinArena.PrivacyPortal.Data.Storage;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Data.Storage;

public sealed class SqliteInstantTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    [Theory]
    [InlineData("2026-11-24T14:02:03.004Z")]
    [InlineData("9999-12-31T23:59:59.999Z")]
    public async Task An_instant_is_read_as_it_was_stored_and_by_hand_as_the_manual_says(string text)
    {
        var at = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
        await using var db = database.Contexts.CreateDbContext();
        await db.SignedCheckpoints.ExecuteDeleteAsync();
        db.SignedCheckpoints.Add(
            new()
            {
                Size = 1,
                SignedAt = at,
                Note = "note",
            }
        );
        await db.SaveChangesAsync();

        (await db.SignedCheckpoints.AsNoTracking().SingleAsync(c => c.SignedAt == at)).SignedAt.ShouldBe(at);
        var byHand = await db
            .Database.SqlQuery<string>(
                $"""SELECT datetime("SignedAt" / 1000, 'unixepoch') AS "Value" FROM "LedgerCheckpoints" """
            )
            .SingleAsync();
        byHand.ShouldBe(at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void An_instant_before_1970_sorts_before_the_others_and_is_read_as_it_was_stored()
    {
        var before = DateTimeOffset.UnixEpoch.AddMilliseconds(-1);

        SqliteInstant.ToNumber(before).ShouldBeLessThan(SqliteInstant.ToNumber(DateTimeOffset.UnixEpoch));
        SqliteInstant.FromNumber(SqliteInstant.ToNumber(before)).ShouldBe(before);
    }
}
