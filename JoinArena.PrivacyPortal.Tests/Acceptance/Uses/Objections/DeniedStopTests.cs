using JoinArena.PrivacyPortal.Acceptance.Uses.Objections;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Deletion;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Acceptance.Uses.Objections;

/// <summary>A stop that JoinArena denies counts until the answer, and no longer (GDPR 21(1)); on both databases.</summary>
public abstract class DeniedStopTests(TestDatabase database)
{
    private const string Officer = "officer@example.com";

    [Fact]
    public async Task A_stop_counts_while_it_is_weighed_ends_with_a_denial_and_can_be_made_again()
    {
        var fixture = await StopFixture.CreateAsync(database, "DE");
        var objection = (await fixture.StopAsync())!;
        fixture.Bench.Clock.Advance(TimeSpan.FromDays(3));
        (await fixture.ListStoppedAsync()).ShouldBe([PartyKind.ModelTraining]);

        await DenyAsync(fixture, objection);

        (await fixture.ListStoppedAsync()).ShouldBeEmpty();
        var told = await fixture.Bench.ReadInboxTextAsync();
        told.ShouldContain("If your data was used this way in that time, it went against your stop.");
        told.ShouldContain("You can stop this use again at any time.");
        var again = (await fixture.StopAsync())!;
        again.IsOpen.ShouldBeTrue("a new stop is weighed again");
        (await fixture.ListStoppedAsync()).ShouldBe([PartyKind.ModelTraining]);
        await fixture.Objections.AnswerAsync(again.Id, new(ObjectionOutcome.Upheld), Officer, default);
        (await fixture.ListStoppedAsync()).ShouldBe([PartyKind.ModelTraining]);
    }

    [Fact]
    public async Task A_denial_ends_the_stop_that_it_answers_and_no_other()
    {
        var fixture = await StopFixture.CreateAsync(database, "DE");
        var photos = (await fixture.StopAsync(StopFixture.Photos, PartyKind.ImageApi))!;
        var everyone = (await fixture.StopAsync(StopFixture.Photos))!;
        await fixture.StopAsync();

        await DenyAsync(fixture, everyone);

        (await fixture.ListStoppedAsync(StopFixture.Photos)).ShouldBe([PartyKind.ImageApi], "the first stop waits");
        (await fixture.ListStoppedAsync()).ShouldBe([PartyKind.ModelTraining]);
        await DenyAsync(fixture, photos);
        (await fixture.ListStoppedAsync(StopFixture.Photos)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_denial_without_its_record_in_the_log_ends_nothing()
    {
        var fixture = await StopFixture.CreateAsync(database, "DE");
        var objection = (await fixture.StopAsync())!;
        await using var db = await database.Contexts.CreateDbContextAsync();
        await db
            .UseObjections.Where(o => o.Id == objection.Id)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(o => o.Outcome, (ObjectionOutcome?)ObjectionOutcome.Denied)
                    .SetProperty(o => o.AnsweredAt, (DateTimeOffset?)fixture.Bench.Clock.GetInstant())
            );

        (await fixture.ListStoppedAsync()).ShouldBe([PartyKind.ModelTraining]);
    }

    [Theory]
    [InlineData("AT", "the Datenschutzbehörde")]
    [InlineData("US-CA", "the data protection authority of your country")]
    public async Task A_worker_who_moved_while_a_stop_was_weighed_reads_where_to_complain(
        string place,
        string authority
    )
    {
        var fixture = await StopFixture.CreateAsync(database, "FR");
        var objection = (await fixture.StopAsync())!;
        await using var db = await database.Contexts.CreateDbContextAsync();
        await db
            .Workers.Where(w => w.Id == fixture.Bench.Worker)
            .ExecuteUpdateAsync(set => set.SetProperty(w => w.Jurisdiction, place));

        await DenyAsync(fixture, objection);

        (await fixture.Bench.ReadInboxTextAsync()).ShouldContain($"If you disagree, you can complain to {authority}");
    }

    private static async Task DenyAsync(StopFixture fixture, UseObjection objection) =>
        (
            await fixture.Objections.AnswerAsync(
                objection.Id,
                new(ObjectionOutcome.Denied, "a legal claim", "A case is open."),
                Officer,
                default
            )
        ).IsSuccess.ShouldBeTrue();

    public sealed class OnSqlite(SqliteDatabase database) : DeniedStopTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : DeniedStopTests(database),
            IClassFixture<PostgresDatabase>;
}
