using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Parties;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Intake;

/// <summary>
/// PostgreSQL plans the intake's statements while the tables are empty, and has not updated its statistics by the time they
/// are full.
/// </summary>
public sealed class FirstImportTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const string Worker = "w-1",
        Party = "p-1";

    [Fact]
    public async Task The_first_import_never_scans_a_whole_table()
    {
        await AnnounceAsync();
        await using (
            var intake = new DisclosureIntake(
                database.Contexts,
                new AcceptanceQueries(database.Contexts, PortalServices.Library),
                TimeProvider.System
            )
        )
        {
            for (var first = 0; first < 2_000; first += 100)
                await TakeAsync(intake, first);
            // PostgreSQL publishes a session's counters with its first transaction after a second.
            await Task.Delay(TimeSpan.FromSeconds(1.1));
            await TakeAsync(intake, 2_000);
        }

        foreach (var table in new[] { "Disclosures", "DataItems", "Amendments", "Holdings" })
            (await CountRowsScannedAsync(table)).ShouldBe(0, table);
        (await CountRowsScannedAsync("Workers")).ShouldBeLessThan(100);
    }

    private static async Task TakeAsync(DisclosureIntake intake, int first)
    {
        var taken = await intake.SubmitAsync([.. Enumerable.Range(first, 100).Select(Report)], default);
        taken.ShouldAllBe(t => t.Outcome == IntakeOutcome.Accepted);
    }

    private static DisclosureReport Report(int n) =>
        new(
            "/evaluator",
            $"e-{n}",
            new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero),
            Worker,
            Party,
            Direction.Disclosed,
            Purpose.CandidateEvaluation,
            [new($"rec-{n}", DataCategory.InterviewRecording)],
            "int-1",
            null
        );

    private async Task AnnounceAsync()
    {
        (
            await new WorkerRegister(database.Contexts, TimeProvider.System).AnnounceAsync(
                Worker,
                new("ana@example.com", "Ana", "PT"),
                default
            )
        ).IsSuccess.ShouldBeTrue();
        (
            await PartyRegisters
                .Create(database.Contexts, TimeProvider.System)
                .AnnounceAsync(Party, new("Party", "llm-provider"), default)
        ).IsSuccess.ShouldBeTrue();
    }

    private async Task<long> CountRowsScannedAsync(string table)
    {
        await using var db = database.Contexts.CreateDbContext();
        for (var tries = 0; tries < 100; tries++)
        {
            var counted = await db
                .Database.SqlQuery<Counted>(
                    $"""SELECT n_tup_ins AS "Added", seq_tup_read AS "Read" FROM pg_stat_user_tables WHERE relname = {table}"""
                )
                .SingleAsync();
            if (table is "Amendments" || counted.Added > 0)
                return counted.Read;
            await Task.Delay(100);
        }

        throw new InvalidOperationException($"{table}: no statistics were published.");
    }

    private sealed record Counted(long Added, long Read);
}
