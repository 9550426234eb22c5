using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.MyRequests;

/// <summary>An interview is called by its day, with its title if it has one, on both databases.</summary>
public abstract class InterviewNameTests(TestDatabase database)
{
    private const DataCategory Recording = DataCategory.InterviewRecording;
    private const DataCategory Salary = DataCategory.SalaryExpectation;

    private static readonly DateTimeOffset s_held = new(2026, 3, 7, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_interview_is_called_by_its_day_and_never_by_what_one_of_its_items_is_called() =>
        (await NameAsync((Salary, "Salary expectation", s_held))).ShouldBe("Interview of 7 March 2026");

    [Fact]
    public async Task A_title_that_the_recording_has_stands_beside_the_day() =>
        (
            await NameAsync(
                (Recording, "Interview for care nurse", s_held),
                (Salary, "Salary expectation", s_held),
                (DataCategory.Transcript, null, s_held)
            )
        ).ShouldBe("Interview of 7 March 2026 (Interview for care nurse)");

    [Fact]
    public async Task An_interview_with_two_titles_is_shown_without_one() =>
        (await NameAsync((Recording, "part-1.mp4", s_held), (DataCategory.Transcript, "Nurse", s_held))).ShouldBe(
            "Interview of 7 March 2026"
        );

    [Fact]
    public async Task An_interview_of_which_nobody_said_the_day_is_not_called_by_its_id() =>
        (await NameAsync((Salary, null, null))).ShouldBe("Interview without a date");

    [Fact]
    public async Task The_emails_about_the_erasure_of_an_interview_name_its_day()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Contoso", interview: "int-nurse");
        await bench.AddHoldingPartyAsync("Northwind", interview: "int-nurse");
        await bench.AnnounceItemAsync("recording", Recording, "int-nurse", null);
        var request = await bench.CreateStartedRequestAsync(DeletionScope.OfInterview("int-nurse"));

        foreach (var task in request.Tasks)
            await bench.Progress.RecordAsync(task.Id, new(TaskOutcome.Erased), DeletionFixture.Officer, default);

        var subjects = await bench.ReadInboxSubjectsAsync();
        subjects.ShouldContain("Contoso has erased your interview of 1 November 2026 (1 of 2)");
        subjects.ShouldContain($"Your interview of 1 November 2026 is erased at 2 parties ({request.Number})");
    }

    private async Task<string> NameAsync(params (DataCategory Category, string? Label, DateTimeOffset? Held)[] items)
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        await bench.AddHoldingPartyAsync("Northwind", interview: "int-nurse");
        await using (var db = await bench.Contexts.CreateDbContextAsync())
        {
            foreach (var (category, label, held) in items)
            {
                db.DataItems.Add(
                    new()
                    {
                        WorkerId = bench.Worker,
                        Id = $"{category}",
                        Category = category,
                        InterviewId = "int-nurse",
                        InterviewAt = held,
                        Label = label,
                    }
                );
            }

            await db.SaveChangesAsync();
        }

        var queries = bench.Queries;
        var scope = DeletionScope.OfInterview("int-nurse");
        var number = await bench.CreateConfirmedRequestAsync(scope);
        var choices = await queries.FindScopeChoicesAsync(bench.Worker, default);
        var shown = new DisplayFormatter(TestLocalizer.English, bench.Clock);
        var name = TestLocalizer.English.DescribeInterview(choices.Interviews.ShouldHaveSingleItem(), shown);

        var tracked = (await queries.FindAsync(bench.Worker, number, default))!;
        TestLocalizer
            .English.Describe(scope, tracked.ScopeName, shown)
            .ShouldBe($"{name}, and what parties received with it");
        return name;
    }

    public sealed class OnSqlite(SqliteDatabase database) : InterviewNameTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : InterviewNameTests(database),
            IClassFixture<PostgresDatabase>;
}
