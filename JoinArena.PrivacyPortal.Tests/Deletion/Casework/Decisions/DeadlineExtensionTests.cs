using JoinArena.PrivacyPortal.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework.Decisions;

/// <summary>More time for a request, on both databases. Germany: a month, to be extended to three.</summary>
public abstract class DeadlineExtensionTests(TestDatabase database)
{
    private const string Reason = "Eleven systems have to be searched by hand.";
    private static readonly DateOnly s_month = new(2026, 12, 24),
        s_threeMonths = new(2027, 2, 24);

    [Fact]
    public async Task An_extension_is_taken_once_and_the_worker_reads_until_when_why_and_where_to_complain()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.CreateConfirmedRequestAsync();

        (await bench.Decisions.ExtendAsync(number, Reason, DeletionFixture.Officer, default)).IsSuccess.ShouldBeTrue();

        var request = await bench.LoadRequestAsync(number);
        (request.FirstDueBy, request.DueBy, request.Events[^1].Kind).ShouldBe(
            (s_month, s_threeMonths, RequestEventKind.Extended)
        );
        var text = await bench.ReadInboxTextAsync();
        text.ShouldContain("You will have an answer by 24 February 2027, not by 24 December 2026 as we wrote before.");
        text.ShouldContain($"Why: {Reason}");
        text.ShouldContain(
            "you can complain to the data protection authority of the German state (Land) where you live"
        );
        (await bench.ReadLedgerKindsAsync()).ShouldContain("deletion-extended");
        (await bench.Queries.FindAsync(bench.Worker, number, default))!.ExtensionReason.ShouldBe(Reason);
        (await bench.Decisions.ExtendAsync(number, Reason, DeletionFixture.Officer, default)).Error.ShouldBe(
            DecisionError.NotExtendable
        );
    }

    [Fact]
    public async Task An_extension_is_refused_once_the_first_period_is_over()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.CreateConfirmedRequestAsync();
        bench.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 24, 22, 30, 0, TimeSpan.Zero));

        // Half past eleven in the evening in Berlin: the last day is not over.
        (await bench.Previews.FindAvailableAsync(number, default))!.CanExtend.ShouldBeTrue();
        bench.Clock.Advance(TimeSpan.FromHours(1));

        (await bench.Previews.FindAvailableAsync(number, default))!.CanExtend.ShouldBeFalse();
        (await bench.Decisions.ExtendAsync(number, Reason, DeletionFixture.Officer, default)).Error.ShouldBe(
            DecisionError.NotExtendable
        );
        (await bench.LoadRequestAsync(number)).DueBy.ShouldBe(s_month);
    }

    [Fact]
    public async Task A_law_without_an_extension_gives_none()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync("BR");
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.CreateConfirmedRequestAsync();

        (await bench.Decisions.ExtendAsync(number, Reason, DeletionFixture.Officer, default)).Error.ShouldBe(
            DecisionError.NotExtendable
        );
    }

    [Theory]
    [InlineData(null, DecisionError.ReasonNeeded)]
    [InlineData(" \n", DecisionError.ReasonNeeded)]
    public async Task An_extension_without_a_reason_is_refused(string? reason, DecisionError refusal)
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.CreateConfirmedRequestAsync();

        (await bench.Decisions.ExtendAsync(number, reason, DeletionFixture.Officer, default)).Error.ShouldBe(refusal);
        (
            await bench.Decisions.ExtendAsync(number, new string('x', 2001), DeletionFixture.Officer, default)
        ).Error.ShouldBe(DecisionError.ReasonTooLong);
        (await bench.LoadRequestAsync(number)).ExtendedAt.ShouldBeNull();
    }

    private Task<DeletionFixture> BenchAsync() => new DeletionFixture(database).WithWorkerAsync();

    public sealed class OnSqlite(SqliteDatabase database)
        : DeadlineExtensionTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : DeadlineExtensionTests(database),
            IClassFixture<PostgresDatabase>;
}
