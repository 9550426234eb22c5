using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Deletion.Remedies;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Remedies;

/// <summary>What the officer who answers an appeal reads of the decision that it is about.</summary>
public sealed class ContestedDecisionTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private static readonly Actor s_second = Actor.Officer("second@example.com");

    [Fact]
    public async Task A_refusal_of_the_whole_request_names_who_proposed_and_who_approved_it_until_it_is_upheld()
    {
        var bench = await BenchAsync();
        var number = await bench.CreateConfirmedRequestAsync();
        var ground = (await bench.Previews.FindAvailableAsync(number, default))!.Grounds[0];
        await RefuseAsync(bench, number, new(null, ground.Code, "The law keeps it."));

        var opened = await AppealAsync(bench, number);

        var decision = opened.Contested.ShouldHaveSingleItem();
        (decision.Part, decision.ProposedBy, decision.ApprovedBy).ShouldBe(
            (null, DeletionFixture.Officer.Name, s_second.Name)
        );
        (decision.Reason, decision.Ground).ShouldBe(("The law keeps it.", ground));
        await bench.Remedies.AnswerAsync(opened.Case.Id, RemedyOutcome.Upheld, "We ask them.", s_second, default);
        (await OpenAsync(bench, opened.Case.Id)).Contested.ShouldBeEmpty("it is asked for again");
    }

    [Fact]
    public async Task Parts_that_we_refused_come_first_then_what_parties_answered_and_nothing_that_was_erased()
    {
        var bench = await BenchAsync();
        await bench.AddHoldingPartyAsync("Contoso");
        await bench.AddHoldingPartyAsync("Erasing");
        var request = await bench.CreateStartedRequestAsync();
        var grounds = (await bench.Previews.FindAvailableAsync(request.Number, default))!.Grounds;
        await RefuseAsync(
            bench,
            request.Number,
            new(TaskOf(request, "Northwind"), grounds[0].Code, "The law keeps it.")
        );
        await RecordAsync(bench, TaskOf(request, "Contoso"), new(TaskOutcome.Refused, Note: "No."));
        await RecordAsync(bench, TaskOf(request, "Erasing"), new(TaskOutcome.Erased));

        var opened = await AppealAsync(bench, request.Number);

        opened
            .Contested.Select(d => (d.Part!.PartyName, d.ApprovedBy))
            .ShouldBe([("Northwind", s_second.Name), ("Contoso", null)]);
    }

    private static Guid TaskOf(DeletionRequest request, string party) =>
        request.Tasks.Single(t => t.PartyName == party).Id;

    private static async Task RecordAsync(DeletionFixture bench, Guid task, OutcomeReport report) =>
        (await bench.Progress.RecordAsync(task, report, DeletionFixture.Officer, default)).IsSuccess.ShouldBeTrue();

    private static async Task RefuseAsync(DeletionFixture bench, string number, Refusal refusal)
    {
        await bench.Decisions.ProposeAsync(number, refusal, DeletionFixture.Officer, default);
        var proposal = (await bench.Previews.FindAvailableAsync(number, default))!.Proposals[0].Id;
        (await bench.Decisions.DecideAsync(proposal, approve: true, s_second, default)).IsSuccess.ShouldBeTrue();
    }

    private static async Task<OpenedRemedy> AppealAsync(DeletionFixture bench, string number)
    {
        await bench.Remedies.FileAsync(bench.Worker, number, RemedyKind.Appeal, "You never asked.", default);
        var filed = (await bench.RemedyQueries.FindForStaffAsync(number, default))!.Cases[0];
        return await OpenAsync(bench, filed.Id);
    }

    private static async Task<OpenedRemedy> OpenAsync(DeletionFixture bench, Guid id) =>
        (await bench.RemedyQueries.OpenAsync(Given.Staff(Roles.Officer, "me@example.com"), id, default))!;

    private async Task<DeletionFixture> BenchAsync()
    {
        var bench = await new DeletionFixture(database).WithWorkerAsync("US-VA");
        await bench.AddHoldingPartyAsync("Northwind");
        return bench;
    }
}
