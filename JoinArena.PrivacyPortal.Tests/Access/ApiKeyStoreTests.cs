using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data.Settings;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Access;

public abstract class ApiKeyStoreTests(TestDatabase database)
{
    private readonly ApiKeyStore _keys = Open(database, TimeProvider.System);

    [Fact]
    public async Task A_key_opens_what_it_was_made_for_and_is_not_stored_itself()
    {
        var secret = (
            await _keys.CreateAsync("platform", [Scopes.WorkersWrite, Scopes.PartiesWrite], CancellationToken.None)
        ).Value!;

        var found = (await _keys.FindAsync(secret, CancellationToken.None)).Value.ShouldNotBeNull();

        found.Name.ShouldBe("platform");
        found.Scopes.ShouldBe([Scopes.WorkersWrite, Scopes.PartiesWrite]);
        found.Hash.ShouldBe(ApiKey.ComputeHash(secret));
        found.Hash.ShouldNotBe(System.Text.Encoding.UTF8.GetBytes(secret));
    }

    [Fact]
    public async Task A_key_of_the_demo_opens_nothing_while_the_demo_is_off()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var demo = Open(database, clock, isDemo: true);
        var secret = (await demo.CreateAsync("of-the-demo", [Scopes.WorkersRead], CancellationToken.None)).Value!;
        (await demo.FindAsync(secret, CancellationToken.None)).IsSuccess.ShouldBeTrue();

        var later = Open(database, clock);
        (await later.FindAsync(secret, CancellationToken.None)).Error.Reason.ShouldBe("of the demo");
        var key = (await later.ListAsync(CancellationToken.None)).Single(k => k.Name == "of-the-demo");
        (later.IsClosed(key), demo.IsClosed(key)).ShouldBe((true, false));

        (await demo.FindAsync(secret, CancellationToken.None)).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing()
    {
        var secret = (await _keys.CreateAsync("old", [Scopes.WorkersRead], CancellationToken.None)).Value!;

        (await _keys.RevokeAsync("old", CancellationToken.None)).ShouldBeTrue();

        (await _keys.FindAsync(secret, CancellationToken.None)).Error.Reason.ShouldBe("revoked");
        (await _keys.RevokeAsync("old", CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_key_opens_until_it_expires_and_says_when_it_was_last_used()
    {
        var clock = new FakeTimeProvider(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        var keys = Open(database, clock);
        var secret = (
            await keys.CreateAsync(
                "short-lived",
                [Scopes.WorkersRead],
                clock.GetUtcNow().AddHours(1),
                CancellationToken.None
            )
        ).Value!;

        (await keys.FindAsync(secret, CancellationToken.None)).IsSuccess.ShouldBeTrue();
        clock.Advance(TimeSpan.FromMinutes(30));
        (await keys.FindAsync(secret, CancellationToken.None)).IsSuccess.ShouldBeTrue();
        (await keys.ListAsync(CancellationToken.None))
            .Single(k => k.Name == "short-lived")
            .LastUsedAt.ShouldBe(clock.GetUtcNow());
        clock.Advance(TimeSpan.FromMinutes(30));
        (await keys.FindAsync(secret, CancellationToken.None)).Error.Reason.ShouldBe("expired");
        (await keys.ListAsync(CancellationToken.None))
            .Single(k => k.Name == "short-lived")
            .LastUsedAt.ShouldBe(clock.GetUtcNow().AddMinutes(-30), "a key that opens nothing is not used");
        (
            await keys.CreateAsync("too-late", [Scopes.WorkersRead], clock.GetUtcNow(), CancellationToken.None)
        ).Error.ShouldBe(ApiKeyError.AlreadyExpired);
    }

    [Fact]
    public async Task A_key_revoked_on_another_node_opens_nothing_a_second_later()
    {
        var clock = new FakeTimeProvider(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        var here = Open(database, clock);
        var there = Open(database, clock);
        var secret = (await here.CreateAsync("shared", [Scopes.WorkersRead], CancellationToken.None)).Value!;
        (await here.FindAsync(secret, CancellationToken.None)).IsSuccess.ShouldBeTrue();

        await there.RevokeAsync("shared", CancellationToken.None);
        clock.Advance(ApiKeyStore.CacheDuration);

        (await here.FindAsync(secret, CancellationToken.None)).Error.Reason.ShouldBe("revoked");
    }

    [Theory]
    [InlineData("jpp_0000000000000000000000000000000000000000000")]
    [InlineData("secret")]
    [InlineData("")]
    public async Task A_key_that_was_never_made_opens_nothing(string guess) =>
        (await _keys.FindAsync(guess, CancellationToken.None)).Error.ShouldBe(new(null, "unknown"));

    [Fact]
    public async Task A_name_belongs_to_one_key()
    {
        await _keys.CreateAsync("evaluator", [Scopes.DisclosuresWrite], CancellationToken.None);

        var again = await _keys.CreateAsync("evaluator", [Scopes.DisclosuresWrite], CancellationToken.None);

        again.IsSuccess.ShouldBeFalse();
        again.Error.ShouldBe(ApiKeyError.NameTaken);
    }

    [Fact]
    public async Task A_scope_that_does_not_exist_is_refused() =>
        (await _keys.CreateAsync("x", ["workers:destroy"], CancellationToken.None)).Error.ShouldBe(
            ApiKeyError.UnknownScope
        );

    private static ApiKeyStore Open(TestDatabase database, TimeProvider clock, bool isDemo = false) =>
        new(
            database.Contexts,
            TestSecurityLog.Silent,
            new(TestSecurityLog.Silent, clock),
            Options.Create(new DemoOptions { Enabled = isDemo }),
            clock
        );

    public sealed class OnSqlite(SqliteDatabase database) : ApiKeyStoreTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : ApiKeyStoreTests(database),
            IClassFixture<PostgresDatabase>;
}
