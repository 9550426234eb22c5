using CsCheck;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Intake;

/// <summary>The lists of what the intake stored, on both databases.</summary>
public abstract class DisclosureListTests(TestDatabase database) : IntakeTestBase(database)
{
    [Fact]
    public async Task Another_workers_disclosure_is_not_found()
    {
        await ArrangeAsync();
        await Intake.SubmitAsync([Report("e-1")], default);
        var id = (await Queries.ListDisclosuresAsync(Worker, new(), null, default)).Disclosures.Single().Id;

        (await Queries.FindDisclosureAsync(Worker, id, default)).ShouldNotBeNull();
        (await Queries.FindDisclosureAsync("w-somebody-else", id, default)).ShouldBeNull();
        (await Queries.FindPartyAsync("w-somebody-else", Party("llm-provider"), default)).ShouldBeNull();
    }

    [Fact]
    public async Task The_pages_of_the_list_contain_every_disclosure_once_even_where_many_share_an_instant()
    {
        await ArrangeAsync();
        await Intake.SubmitAsync(
            [.. Enumerable.Range(0, 60).Select(n => Report($"e-{n}", at: Day.AddMinutes(n / 40)))],
            default
        );

        var seen = new List<Guid>();
        DisclosureCursor? cursor = null;
        do
        {
            var page = await Queries.ListDisclosuresAsync(
                Worker,
                new(),
                cursor is null ? null : DisclosureCursor.Parse(cursor.ToString()),
                default
            );
            seen.AddRange(page.Disclosures.Select(e => e.Id));
            cursor = page.Older;
        } while (cursor is not null && seen.Count < 200);

        seen.Count.ShouldBe(60);
        seen.Distinct().Count().ShouldBe(60);
    }

    [Fact]
    public async Task Interviews_are_listed_newest_first()
    {
        await ArrangeAsync();
        await using (var db = Database.Contexts.CreateDbContext())
        {
            db.DataItems.Add(
                new()
                {
                    WorkerId = Worker,
                    Id = "rec-1",
                    Category = DataCategory.InterviewRecording,
                    InterviewId = "int-1",
                    InterviewAt = Day,
                }
            );
            db.DataItems.Add(
                new()
                {
                    WorkerId = Worker,
                    Id = "rec-2",
                    Category = DataCategory.InterviewRecording,
                    InterviewId = "int-2",
                    InterviewAt = Day.AddDays(1),
                }
            );
            db.DataItems.Add(
                new()
                {
                    WorkerId = Worker,
                    Id = "cv",
                    Category = DataCategory.Resume,
                }
            );
            await db.SaveChangesAsync();
        }

        (await Queries.ListInterviewsAsync(Worker, default))
            .Select(i => (i.Id, i.At))
            .ShouldBe([("int-2", Day.AddDays(1)), ("int-1", Day)]);
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : DisclosureListTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : DisclosureListTests(database),
            IClassFixture<PostgresDatabase>;
}
