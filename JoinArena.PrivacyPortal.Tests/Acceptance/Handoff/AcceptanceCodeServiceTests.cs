using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Acceptance.Handoff;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Policies;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Acceptance.Handoff;

/// <summary>The one-time code: good once, soon, for the site it was given to.</summary>
public abstract class AcceptanceCodeServiceTests(TestDatabase database)
{
    private static readonly ReturnOrigins s_origins = new(
        new HashSet<string>(StringComparer.Ordinal)
        {
            "https://app.joinarena.example",
            "https://jobs.joinarena.example",
        }
    );
    private static readonly ReturnTarget.ExternalSite s_back = new(new("https://app.joinarena.example/back?job=7"));

    private readonly FakeTimeProvider _clock = new(new(2026, 11, 24, 14, 2, 0, TimeSpan.Zero));

    private AcceptanceCodeService Service => new(database.Contexts, s_origins, _clock);

    [Fact]
    public async Task A_code_is_exchanged_for_the_acceptance_it_was_made_for()
    {
        var acceptance = await AcceptedAsync();
        var other = await AcceptedAsync();
        var code = await CodeAsync(acceptance);
        await CodeAsync(other);

        (await ExchangeAsync(code))!.Id.ShouldBe(acceptance.Id);
    }

    [Fact]
    public async Task Only_one_of_many_keys_that_exchange_a_code_at_once_gets_the_acceptance()
    {
        var code = await CodeAsync(await AcceptedAsync());
        var elsewhere = new AcceptanceCodeService(database.CreateOtherNode(), s_origins, _clock);

        var all = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(n =>
                    Task.Run(() =>
                        (n % 2 == 0 ? Service : elsewhere).ExchangeAsync(code, null, $"key-{n}", CancellationToken.None)
                    )
                )
        );

        all.Count(a => a is not null).ShouldBe(1);
        (await Service.ExchangeAsync(code, null, "another-key", CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_key_that_lost_the_answer_asks_again_until_the_code_has_expired()
    {
        var acceptance = await AcceptedAsync();
        var code = await CodeAsync(acceptance);
        await ExchangeAsync(code);

        _clock.Advance(TimeSpan.FromSeconds(299));
        (await ExchangeAsync(code))!.Id.ShouldBe(acceptance.Id);
        (await ExchangeAsync(code, "https://jobs.joinarena.example/back")).ShouldBeNull("that is not the code's site");
        _clock.Advance(TimeSpan.FromSeconds(1));
        (await ExchangeAsync(code)).ShouldBeNull();
    }

    [Theory]
    [InlineData(299, true)]
    [InlineData(300, false)]
    public async Task A_code_is_valid_for_five_minutes(int seconds, bool good)
    {
        var code = await CodeAsync(await AcceptedAsync());
        _clock.Advance(TimeSpan.FromSeconds(seconds));

        (await ExchangeAsync(code) is not null).ShouldBe(good);
    }

    [Theory]
    [InlineData("https://app.joinarena.example/other-page", true)]
    [InlineData("https://jobs.joinarena.example/back", false)]
    [InlineData("https://evil.example/", false)]
    [InlineData("nonsense", false)]
    public async Task A_code_can_be_exchanged_only_for_the_site_it_was_made_for(string returnUrl, bool good)
    {
        var code = await CodeAsync(await AcceptedAsync());

        (await ExchangeAsync(code, returnUrl) is not null).ShouldBe(good);
        // A try at the wrong site has not used it up.
        if (!good)
        {
            (await ExchangeAsync(code, "https://app.joinarena.example/back")).ShouldNotBeNull();
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("guessed")]
    public async Task An_invalid_code_gets_nothing(string? code) => (await ExchangeAsync(code)).ShouldBeNull();

    [Fact]
    public async Task The_database_holds_no_code_that_could_be_used_and_forgets_old_ones()
    {
        var code = await CodeAsync(await AcceptedAsync());
        await using (var db = await database.Contexts.CreateDbContextAsync())
        {
            (await db.AcceptanceCodes.Select(c => c.CodeSha256).ToListAsync()).ShouldNotContain(code);
            (await db.AcceptanceCodes.CountAsync()).ShouldBeGreaterThan(0);
        }

        _clock.Advance(TimeSpan.FromDays(400));
        await CodeAsync(await AcceptedAsync());

        await using var later = await database.Contexts.CreateDbContextAsync();
        (await later.AcceptanceCodes.CountAsync()).ShouldBe(1);
    }

    private Task<PolicyAcceptance?> ExchangeAsync(string? code, string? returnUrl = null) =>
        Service.ExchangeAsync(code, returnUrl, "platform", CancellationToken.None);

    private async Task<string> CodeAsync(PolicyAcceptance acceptance)
    {
        var sent = await Service.IssueAsync(acceptance, s_back, CancellationToken.None);
        sent.GetLeftPart(UriPartial.Path).ShouldBe("https://app.joinarena.example/back");
        var query = QueryHelpers.ParseQuery(sent.Query);
        query["job"].ToString().ShouldBe("7");
        query["code"].ToString().Length.ShouldBe(43);
        return query["code"].ToString();
    }

    private async Task<PolicyAcceptance> AcceptedAsync()
    {
        var id = $"w-{Guid.CreateVersion7()}";
        (
            await new WorkerRegister(database.Contexts, _clock).AnnounceAsync(
                id,
                new($"{id}@people.example", "Ana Lopes", "DE"),
                CancellationToken.None
            )
        ).IsSuccess.ShouldBeTrue();
        var service = new AcceptanceService(
            database.Contexts,
            PolicyLibrary.Load(TemporaryPolicies.Shipped),
            AcceptanceTestData.ReceiptIssuer,
            TestLocalizer.English,
            _clock
        );
        return (await service.AcceptAsync(id, "1.0", "en", new(null, null, null), CancellationToken.None))
            .Value!
            .Acceptance;
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : AcceptanceCodeServiceTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : AcceptanceCodeServiceTests(database),
            IClassFixture<PostgresDatabase>;
}
