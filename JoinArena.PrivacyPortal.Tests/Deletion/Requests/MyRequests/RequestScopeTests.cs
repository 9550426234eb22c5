using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.MyRequests;

/// <summary>What a request covers, on both databases.</summary>
public abstract class RequestScopeTests(TestDatabase database)
{
    [Fact]
    public async Task A_request_for_what_no_party_holds_gets_a_number_a_clock_and_an_answer_that_says_where_we_looked()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind", categories: DataCategory.Resume);

        var request = await bench.CreateStartedRequestAsync(DeletionScope.OfCategories(DataCategory.Transcript));

        request.DueBy.ShouldBe(new DateOnly(2026, 12, 24));
        var search = request.Tasks.ShouldHaveSingleItem();
        search.PartyName.ShouldBe("JoinArena");
        Task<Result<string, OutcomeError>> AnswerAsync(string? note) =>
            bench.Progress.RecordAsync(
                search.Id,
                new(TaskOutcome.NothingHeld, Note: note),
                DeletionFixture.Officer,
                default
            );
        (await AnswerAsync(null)).Error.ShouldBe(OutcomeError.SearchNoteNeeded);
        (await AnswerAsync("The interview store and the mailbox of support.")).IsSuccess.ShouldBeTrue();

        (await bench.LoadRequestAsync(request.Number)).HadNothing.ShouldBeTrue();
        (await bench.ReadInboxTextAsync()).ShouldContain("Our record names no party that held this data");
        var certificate = CertificateText.Parse(
            (await bench.Certificates.FindAsync(bench.Worker, request.Number, default))!.Json
        );
        certificate.Search.ShouldNotBeNull().At.ShouldBe(request.StartedAt!.Value);
        certificate.Parties.ShouldHaveSingleItem().Note.ShouldBe("The interview store and the mailbox of support.");
    }

    [Fact]
    public async Task The_preview_names_which_party_has_what_and_what_cannot_be_undone()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Northwind", categories: [DataCategory.Resume, DataCategory.GeneratedPhoto]);
        await bench.AddHoldingPartyAsync("Talent-eval", PartyKind.ModelTraining, categories: DataCategory.Transcript);

        var preview = (
            await bench.Requests.PreviewAsync(bench.Worker, await bench.SubmitRequestAsync(), default)
        ).Value!;

        preview.Parties.Select(p => p.Name).ShouldBe(["Northwind", "Talent-eval"]);
        preview.Parties[0].Categories.ShouldBe([DataCategory.Resume, DataCategory.GeneratedPhoto]);
        preview.ModelTrainingParties.ShouldHaveSingleItem().Name.ShouldBe("Talent-eval");
        preview.Grounds.ShouldContain(g => g.Code == "gdpr-legal-claims");
        preview.Deadlines.DueBy.ShouldBe(new DateOnly(2026, 12, 24));
    }

    [Theory]
    [InlineData("categories", "Recorder")]
    [InlineData("interview", "Northwind Recorder")]
    [InlineData("party", "Northwind")]
    public async Task The_request_erases_only_what_is_within_its_scope(string kind, string parties)
    {
        var bench = await BenchAsync();
        var northwind = await bench.AddHoldingPartyAsync(
            "Northwind",
            interview: "int-1",
            categories: DataCategory.Resume
        );
        await bench.AddHoldingPartyAsync(
            "Recorder",
            interview: "int-1",
            categories: [DataCategory.InterviewRecording, DataCategory.Resume]
        );
        await bench.AddHoldingPartyAsync("Other", interview: "int-2", categories: DataCategory.Resume);
        var scope = kind switch
        {
            "categories" => DeletionScope.OfCategories(DataCategory.InterviewRecording),
            "interview" => DeletionScope.OfInterview("int-1"),
            _ => DeletionScope.OfParty(northwind),
        };

        var request = await bench.CreateStartedRequestAsync(scope);

        string.Join(' ', request.Tasks.Select(t => t.PartyName)).ShouldBe(parties);
        if (kind == "categories")
            request.Tasks[0].Items.ShouldHaveSingleItem().Category.ShouldBe(DataCategory.InterviewRecording);
    }

    [Fact]
    public async Task A_request_with_nothing_left_to_erase_is_checked_by_a_person_before_it_is_called_done()
    {
        var bench = await BenchAsync();
        var party = await bench.AddHoldingPartyAsync("Northwind");
        var number = await bench.CreateConfirmedRequestAsync();
        await using (var db = await bench.Contexts.CreateDbContextAsync())
        {
            (await db.Holdings.SingleAsync(h => h.PartyId == party)).MarkErased(bench.Clock.GetUtcNow());
            await db.SaveChangesAsync();
        }

        await bench.Requests.NotifyPartiesNowAsync(bench.Worker, number, default);

        var request = await bench.LoadRequestAsync(number);
        request.State.ShouldBe(RequestState.InProgress);
        request.Tasks.ShouldHaveSingleItem().PartyName.ShouldBe("JoinArena");
    }

    [Fact]
    public async Task A_worker_can_request_the_erasure_of_uncovered_data_alone()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Covered");
        await bench.AddHoldingPartyAsync("Uncovered", isAllowed: false);

        var request = await bench.CreateStartedRequestAsync(DeletionScope.Uncovered);

        request.Tasks.ShouldHaveSingleItem().PartyName.ShouldBe("Uncovered");
        request.Scope.ShouldBe(DeletionScope.Uncovered);
    }

    private Task<DeletionFixture> BenchAsync(string jurisdiction = "DE") =>
        new DeletionFixture(database).WithWorkerAsync(jurisdiction);

    public sealed class OnSqlite(SqliteDatabase database) : RequestScopeTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : RequestScopeTests(database),
            IClassFixture<PostgresDatabase>;
}
