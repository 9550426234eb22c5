using System.Web;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Acceptance.Handoff;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Erasure.Answers;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Documentation;

/// <summary>The commands that need a worker who accepted, or a party that was asked, run as they are written.</summary>
[Trait("Speed", "slow")]
public sealed class HandoffCommandTests(HandoffPortal portal) : IClassFixture<HandoffPortal>, IDisposable
{
    private readonly DocumentedShell _shell = new(portal.Url);

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task A_code_is_exchanged_for_the_acceptance()
    {
        var given = await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0"));
        var code = await IssueCodeAsync(given);
        var key = (await portal.CreateApiClientAsync(Scopes.WorkersRead)).Http.DefaultRequestHeaders.Authorization!;

        var (exitCode, output) = await _shell.RunAsync(
            MarkdownFile.ReadCommands("docs/integration.md", "exchange"),
            ("KEY", key.Parameter!),
            ("CODE", code)
        );

        exitCode.ShouldBe(0, output);
        output.ShouldContain($"\"workerId\":\"{given.Id}\"");
        output.ShouldContain("\"version\":\"1.0\"");
    }

    [Fact]
    public async Task A_party_answers_over_the_link_it_was_sent()
    {
        var given = await portal.SetUpAsync(Given.Worker().WhoseDataWentTo("acme-llm", "Acme LLM"));
        var task = await RequestErasureAsync(given.Id);
        var link = portal.Services.GetRequiredService<OutcomeLinks>().CreateApiUrl(task, 1, new(2099, 1, 1));

        var (exitCode, output) = await _shell.RunAsync(
            MarkdownFile.ReadCommands("docs/integration.md", "outcome"),
            ("OUTCOME_URL", link.AbsoluteUri)
        );

        exitCode.ShouldBe(0, output);
        output.ShouldContain("\"outcome\":\"retained\"");
    }

    /// <summary>The code that the worker's browser takes back to the platform.</summary>
    private async Task<string> IssueCodeAsync(GivenWorker given)
    {
        await using var db = await portal
            .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
            .CreateDbContextAsync();
        var acceptance = await db.Acceptances.SingleAsync(a => a.WorkerId == given.Id);
        var sent = await portal
            .Services.GetRequiredService<AcceptanceCodeService>()
            .IssueAsync(
                acceptance,
                new ReturnTarget.ExternalSite(new("https://app.joinarena.com/onboarding")),
                CancellationToken.None
            );
        return HttpUtility.ParseQueryString(sent.Query)["code"]!;
    }

    private async Task<Guid> RequestErasureAsync(string worker)
    {
        var requests = portal.Services.GetRequiredService<RequestService>();
        var number = (
            await requests.SubmitAsync(worker, DeletionScope.Everything, null, CancellationToken.None)
        ).Value!;
        await requests.ConfirmAsync(worker, number, new(DateTimeOffset.UtcNow), CancellationToken.None);
        await requests.NotifyPartiesNowAsync(worker, number, CancellationToken.None);
        var queries = portal.Services.GetRequiredService<RequestQueries>();
        return (await queries.FindAsync(worker, number, CancellationToken.None))!.Tasks.Single().Id;
    }
}

/// <summary>A portal that sends workers back to the site of the documentation.</summary>
public sealed class HandoffPortal : Portal
{
    protected override void Configure(IDictionary<string, string> settings) =>
        settings["Portal:Acceptance:ReturnOrigins:0"] = "https://app.joinarena.com";
}
