using System.Net;
using JoinArena.PrivacyPortal.Disclosures.Digests;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Digests;

/// <summary>Choosing updates, and stopping them from the email itself (RFC 8058).</summary>
public sealed class StopDigestsPageTests(Portal portal) : IClassFixture<Portal>
{
    private DigestPreferenceService Service => portal.Services.GetRequiredService<DigestPreferenceService>();

    [Fact]
    public async Task A_worker_chooses_which_emails_they_get()
    {
        var worker = await portal.SetUpAsync(Given.Worker());
        var person = await (await portal.SignInAsync(worker.Email)).GoToAsync("/inbox");
        await person.FollowAsync("Choose which updates about your data you receive");
        person.Text.ShouldContain("You get a monthly update");

        await person
            .Tick(
                "Only new kinds of party We write within minutes, for example when data about you goes to a hiring "
                    + "company for the first time."
            )
            .PressAsync("Save your choice");

        person.Text.ShouldContain("You get an update only when a new kind of party appears.");
        (await Service.GetPreferenceAsync(worker.Id, default)).ShouldBe(DigestKind.NewKinds);
    }

    [Fact]
    public async Task The_link_in_the_email_changes_nothing_until_its_button_is_pressed()
    {
        var worker = await portal.SetUpAsync(Given.Worker());
        var person = await portal.CreateAnonymousClient().GoToAsync(LinkOf(worker));
        person.Status.ShouldBe(200);
        person.Page.DocumentElement.OuterHtml.ShouldNotContain(worker.Email);
        person.Page.DocumentElement.OuterHtml.ShouldNotContain(worker.Name);
        (await Service.GetPreferenceAsync(worker.Id, default)).ShouldBe(DigestKind.Monthly);

        await person.PressAsync("Stop the updates");

        person.Text.ShouldContain("You will not get these updates any more");
        (await Service.GetPreferenceAsync(worker.Id, default)).ShouldBe(DigestKind.None);
    }

    [Fact]
    public async Task An_email_program_unsubscribes_with_one_click_without_cookies_and_without_a_redirect()
    {
        var worker = await portal.SetUpAsync(Given.Worker());
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = portal.Url,
        };
        using var click = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);

        using var answer = await http.PostAsync(new Uri(LinkOf(worker), UriKind.Relative), click);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Service.GetPreferenceAsync(worker.Id, default)).ShouldBe(DigestKind.None);
    }

    [Fact]
    public async Task An_invalid_link_unsubscribes_no_worker()
    {
        var worker = await portal.SetUpAsync(Given.Worker());
        var broken = LinkOf(worker)[..^3] + "abc";

        (await portal.CreateAnonymousClient().GoToAsync(broken)).Status.ShouldBe(404);
        using var answer = await portal.CreateAnonymousClient().ForgeAsync(broken, ("List-Unsubscribe", "One-Click"));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Service.GetPreferenceAsync(worker.Id, default)).ShouldBe(DigestKind.Monthly);
    }

    [Fact]
    public Task The_unsubscribe_pages_are_accessible() =>
        portal.VisitInBrowserAsync(async person =>
        {
            var worker = await portal.SetUpAsync(Given.Worker());
            await person.GoesToAsync(LinkOf(worker));
            await person.ExpectsAccessiblePageAsync();
            await person.SignsInAsync(worker.Email);
            await person.GoesToAsync("/inbox/letters");
            await person.ExpectsAccessiblePageAsync();
        });

    private string LinkOf(GivenWorker worker) =>
        portal.Services.GetRequiredService<DigestLinks>().CreateStopPath(worker.Id);
}
