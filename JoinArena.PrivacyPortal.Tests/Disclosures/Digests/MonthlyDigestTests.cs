using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Disclosures.Digests;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Digests;

/// <summary>The monthly digest of what parties received, on both databases.</summary>
public abstract class MonthlyDigestTests(TestDatabase database) : DigestTestBase(database)
{
    [Fact]
    public async Task A_worker_gets_one_digest_after_each_month_in_their_time_zone_with_nothing_but_counts_and_parties()
    {
        await Preferences.SetPreferenceAsync(Worker, DigestKind.Monthly, default);
        Clock.SetUtcNow(At("2026-12-01T11:00:00Z"));
        // In São Paulo the first of these is still in October, and the last still in November.
        await TakeAsync("d-llm", "2026-11-01T02:00:00Z", "2026-11-01T04:00:00Z", "2026-11-15T12:00:00Z");
        await TakeAsync("d-hiring", "2026-12-01T02:00:00Z", "2026-12-01T04:00:00Z");
        await TakeAsync("d-own", "2026-11-15T12:00:00Z");
        await SettleKindsAsync();

        await Monthly().RunAsync(default);
        (await LettersAsync()).ShouldBeEmpty();

        Clock.SetUtcNow(At("2026-12-01T12:00:00Z"));
        var node = Monthly();
        await node.RunAsync(default);
        await node.RunAsync(default);
        await Monthly().RunAsync(default);

        var letter = (await LettersAsync()).ShouldHaveSingleItem();
        letter.Subject.ShouldBe("Your data in November 2026");
        var text = string.Join('\n', letter.Body);
        text.ShouldContain("In November 2026, data about you went to parties, or came from them, 3 times.");
        text.ShouldContain("The 2 parties: Parley AI and Northwind.");
        text.ShouldContain("3 of these disclosures are not covered by a policy you had accepted.");
        text.ShouldContain("Sao Paulo");
        text.ShouldNotContain("ranscript");
        text.ShouldNotContain("item-secret");
        letter.Path.ShouldBe("/my-data?from=2026-11-01&to=2026-11-30");
        (await MailsAsync()).ShouldHaveSingleItem().ShouldContain("/digests/stop/");
    }

    [Fact]
    public async Task A_month_without_disclosures_and_one_long_past_get_no_digest()
    {
        Clock.SetUtcNow(At("2026-12-03T12:00:00Z"));
        await Monthly().RunAsync(default);
        (await LettersAsync()).ShouldBeEmpty();

        await TakeAsync("d-llm", "2026-11-15T12:00:00Z");
        await SettleKindsAsync();
        Clock.SetUtcNow(At("2026-12-09T12:00:00Z"));
        await Monthly().RunAsync(default);
        (await LettersAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(DigestKind.NewKinds)]
    [InlineData(DigestKind.None)]
    public async Task A_worker_who_opted_out_gets_no_monthly_digest(DigestKind wish)
    {
        await TakeAsync("d-llm", "2026-11-15T12:00:00Z");
        await SettleKindsAsync();
        await Preferences.SetPreferenceAsync(Worker, wish, default);
        Clock.SetUtcNow(At("2026-12-02T12:00:00Z"));

        await Monthly().RunAsync(default);

        (await LettersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_worker_who_opted_out_of_everything_gets_nothing_now_or_later()
    {
        await Preferences.SetPreferenceAsync(Worker, DigestKind.None, default);
        await TakeAsync("d-llm", "2026-11-20T09:00:00Z");
        Clock.Advance(TimeSpan.FromMinutes(6));
        await NewKinds().RunAsync(default);
        await Preferences.SetPreferenceAsync(Worker, DigestKind.Monthly, default);
        await NewKinds().RunAsync(default);

        (await LettersAsync()).ShouldBeEmpty();
    }

    private async Task SettleKindsAsync()
    {
        await using var db = await Database.Contexts.CreateDbContextAsync();
        await db.RecipientKindsSeen.ExecuteUpdateAsync(s => s.SetProperty(k => k.SettledAt, Clock.GetUtcNow()));
    }

    private async Task<List<string>> MailsAsync()
    {
        await using var db = await Database.Contexts.CreateDbContextAsync();
        return (await db.Set<OutboxMessage>().Select(m => m.Payload!).ToListAsync()).FindAll(p =>
            p.Contains(Worker, StringComparison.Ordinal)
        );
    }

    public sealed class OnSqlite(SqliteDatabase database) : MonthlyDigestTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : MonthlyDigestTests(database),
            IClassFixture<PostgresDatabase>;
}
