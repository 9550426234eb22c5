using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Deletion.Intake;
using JoinArena.PrivacyPortal.Disclosures.AccessLog;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Intake;

/// <summary>What a worker reads about an officer who looked for them to enter a request.</summary>
public sealed class IntakeWorkersTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    [Fact]
    public async Task The_reason_of_a_search_is_in_the_workers_language_and_not_in_the_officers()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync();
        var found = (await bench.GetService<WorkerRegister>().FindAsync(bench.Worker, default))!;
        var officer = Given.Staff(Roles.Officer, "officer@example.com");

        await CultureScope.Run(
            "es",
            () => bench.GetService<IntakeWorkers>().RecordAsync(officer, [found], "form-1", default)
        );

        var log = await bench.GetService<AccessLogService>().ListForWorkerAsync(bench.Worker, 0, default);
        var reason = log.ShouldHaveSingleItem().Reason.ShouldNotBeNull();
        TestLocalizer.English.DescribeReason(reason).ShouldBe("To enter a request that reached us another way.");
        CultureScope.Run("pt-BR", () => TestLocalizer.English.DescribeReason(reason)).ShouldStartWith("Para ");
        CultureScope.Run("pt-BR", () => TestLocalizer.English.DescribeReason("Yes")).ShouldBe("Yes");
    }
}
