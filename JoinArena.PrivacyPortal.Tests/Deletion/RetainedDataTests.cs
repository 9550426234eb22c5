using JoinArena.PrivacyPortal.Deletion;
using JoinArena.PrivacyPortal.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>What a party keeps until a date is requested again after it, on both databases.</summary>
public abstract class RetainedDataTests(TestDatabase database) : RetainedDataTestBase(database)
{
    [Fact]
    public async Task The_deadline_of_a_request_that_goes_on_is_recorded_and_compared()
    {
        var (bench, request) = await KeptAsync();
        await AtAsync(bench, Until.AddDays(1));
        (await bench.ReadLedgerKindsAsync()).ShouldContain("deletion-reopened");
        (await RecordedRequestTests.FindDifferencesAsync(bench.Contexts))
            .Where(d => d.Name.Contains(request.Number))
            .ShouldBeEmpty();

        await using (var db = await bench.Contexts.CreateDbContextAsync())
        {
            await db
                .DeletionRequests.Where(r => r.Id == request.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(r => r.DueBy, new DateOnly(2040, 1, 1)));
        }

        (await RecordedRequestTests.FindDifferencesAsync(bench.Contexts)).ShouldContain(d =>
            d.Name == $"{request.Number} reopened"
        );
    }

    [Fact]
    public async Task A_party_whose_name_was_stored_with_a_line_break_is_asked_again_like_any_other()
    {
        var (bench, request) = await KeptAsync();
        await using (var db = await bench.Contexts.CreateDbContextAsync())
        {
            await db.ExecuteSqlAsync(
                $"""UPDATE "ErasureTasks" SET "PartyName" = {"Kee\r\nper"} WHERE "Id" = {request.Tasks[0].Id}""",
                default
            );
        }

        await AtAsync(bench, Until.AddDays(1));

        (await bench.LoadRequestAsync(request.Number)).Tasks[0].State.ShouldBe(TaskState.Sent);
        bench.Mails.GetMailsTo("privacy@keeper.example").Count.ShouldBe(2);
        (await bench.ReadInboxSubjectsAsync()).ShouldContain(s => s.EndsWith("per may no longer keep your data"));
        var row = request.Tasks[0].Id.ToString();
        (await bench.SetAside.ListAsync(default)).ShouldNotContain(r => r.Row == row);
    }

    [Fact]
    public async Task The_new_deadline_has_its_own_explanation_and_cannot_be_extended_a_second_time()
    {
        var (bench, request) = await KeptAsync(isExtended: true);
        await AtAsync(bench, Until.AddDays(1));

        var reopened = await bench.LoadRequestAsync(request.Number);
        reopened.DueBy.ShouldBe(new DateOnly(2027, 4, 6));
        reopened.DeadlineExplanation[0].ShouldBe("Received on 6 March 2027, the date in Europe/Berlin.");
        (
            await bench.Decisions.ExtendAsync(request.Number, "More time.", DeletionFixture.Officer, default)
        ).Error.ShouldBe(DecisionError.NotExtendable);
    }

    [Fact]
    public async Task A_second_round_cannot_be_refused_by_the_team_and_the_partys_refusal_ends_it_with_a_new_certificate()
    {
        var (bench, request) = await KeptAsync();
        var first = (await bench.Certificates.FindAsync(bench.Worker, request.Number, default))!;
        await AtAsync(bench, Until.AddDays(1));

        (
            await bench.Decisions.ProposeAsync(
                request.Number,
                new(request.Tasks[0].Id, "gdpr-no-ground", "No."),
                DeletionFixture.Officer,
                default
            )
        ).Error.ShouldBe(DecisionError.NotNow);
        (
            await bench.Progress.RecordAsync(
                request.Tasks[0].Id,
                new(TaskOutcome.Refused, "gdpr-legal-claims", Note: "The claim goes on."),
                Actor.Party("link"),
                default,
                round: 2
            )
        ).IsSuccess.ShouldBeTrue();

        var second = CertificateText.Parse(
            (await bench.Certificates.FindAsync(bench.Worker, request.Number, default))!.Json
        );
        (second.Replaces, second.State).ShouldBe((first.Id, RequestState.Refused));
    }

    [Fact]
    public async Task Data_that_is_retained_again_comes_due_again()
    {
        var (bench, request) = await KeptAsync();
        await AtAsync(bench, Until.AddDays(1));
        var again = Until.AddDays(60);
        (
            await bench.Progress.RecordAsync(
                request.Tasks[0].Id,
                new(TaskOutcome.Retained, "gdpr-legal-claims", again),
                Actor.Party("link"),
                default,
                round: 2
            )
        ).IsSuccess.ShouldBeTrue();

        await AtAsync(bench, again.AddDays(1));

        var asked = await bench.LoadRequestAsync(request.Number);
        (asked.Tasks[0].State, asked.Tasks[0].Round).ShouldBe((TaskState.Sent, 3));
        await bench.Progress.RecordAsync(
            request.Tasks[0].Id,
            new(TaskOutcome.Erased),
            Actor.Party("link"),
            default,
            round: 3
        );
        (await bench.ReadInboxSubjectsAsync()).ShouldContain($"Your deletion request {request.Number} is completed");
    }

    public sealed class OnSqlite(SqliteDatabase database) : RetainedDataTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : RetainedDataTests(database),
            IClassFixture<PostgresDatabase>;
}
