using JoinArena.PrivacyPortal.Deletion.Erasure.Answers;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Erasure.Answers;

/// <summary>The page behind the link in the letter to a party, opened by somebody there.</summary>
public abstract class PartyAnswerTestBase(ForgedAnswerTests.ForgedAnswerPortal portal)
    : IClassFixture<ForgedAnswerTests.ForgedAnswerPortal>
{
    protected ForgedAnswerTests.ForgedAnswerPortal Portal { get; } = portal;

    protected string Worker { get; private set; } = "";
    protected string Number { get; private set; } = "";
    protected Guid AskedTask { get; private set; }

    protected static Task<HtmlClient> KeepAsync(HtmlClient party) =>
        party
            .Choose("Form.Outcome", "retained")
            .Choose("Form.KeepingGround", "gdpr-legal-claims")
            .Type("Last day on which you keep it", "2099-12-31")
            .Type("Explanation for the person", "A claim is open.")
            .PressAsync("Continue");

    /// <summary>A request that asks two parties, and the page of the first.</summary>
    protected async Task<HtmlClient> OpenAsync()
    {
        Worker = await Portal.AnnouncedAsync("Acme", "Northwind");
        var requests = Portal.Services.GetRequiredService<RequestService>();
        Number = (await requests.SubmitAsync(Worker, DeletionScope.Everything, null, default)).Value!;
        await requests.ConfirmAsync(Worker, Number, new(Portal.Clock!.GetUtcNow()), default);
        await requests.NotifyPartiesNowAsync(Worker, Number, default);
        var tracked = await Portal.Services.GetRequiredService<RequestQueries>().FindAsync(Worker, Number, default);
        AskedTask = tracked!.Tasks.Single(t => t.PartyName == "Acme").Id;
        var links = Portal.Services.GetRequiredService<OutcomeLinks>();
        return await Portal.CreateAnonymousClient().GoToAsync(links.CreatePagePath(AskedTask, 1, tracked.DueBy!.Value));
    }

    protected async Task<string> StateAsync()
    {
        var tracked = await Portal.Services.GetRequiredService<RequestQueries>().FindAsync(Worker, Number, default);
        return tracked!.Tasks.Single(t => t.PartyName == "Acme").State.ToString();
    }
}
