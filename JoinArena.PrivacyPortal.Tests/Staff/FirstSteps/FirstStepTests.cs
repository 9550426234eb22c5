using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Staff.FirstSteps;

/// <summary>An administrator learns what a new portal still needs.</summary>
public sealed class FirstStepTests(FirstStepTests.NewPortal portal) : IClassFixture<FirstStepTests.NewPortal>
{
    [Fact]
    public async Task Administrator_sees_what_is_left_and_each_step_goes_when_it_is_done()
    {
        var administrator = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Administrator));
        (await administrator.GoToAsync("/staff")).Text.ShouldContain(
            "are left before workers can rely on this portal."
        );

        await administrator.GoToAsync("/staff/first-steps");
        Done(administrator).ShouldBe(["Say who runs the portal."]);
        Left(administrator)[0].ShouldBe("1. Give the portal its public address");
        Left(administrator).ShouldContain(step => step.EndsWith(". Name a witness for the ledger"));
        administrator.Text.ShouldContain("Example Hiring Ltd runs it. Workers write to privacy@hiring.example.");
        administrator.Text.ShouldNotContain("docs/");
        administrator.Text.ShouldMatch("No one has signed for [0-9]+ of the [0-9]+ laws and promises.");
        administrator.Text.ShouldContain("Portal__Ledger__Witnesses__0__Url=");
        Left(administrator).ShouldContain(step => step.EndsWith(". Have the parties announced"));
        Left(administrator).ShouldContain(step => step.EndsWith(". Invite two officers"));
        FindLink(administrator, "Invite an officer").ShouldBe("/staff/people");
        FindLink(administrator, "Create a key").ShouldBe("/staff/keys");
        FindLink(administrator, "Read the description of the API").ShouldBe("/api");

        await portal.CreateStaffAccountAsync(Roles.Officer);
        await portal.CreateStaffAccountAsync(Roles.Officer);
        var api = await portal.CreateApiClientAsync();
        await api.PutPartyAsync("p-first", "Parley", "llm-provider");
        await administrator.GoToAsync("/staff/first-steps");

        Done(administrator)
            .ShouldBe([
                "Say who runs the portal.",
                "Invite two officers.",
                "Make a key for JoinArena’s systems.",
                "Have the parties announced.",
            ]);
        Left(administrator).ShouldContain(step => step.EndsWith(". Receive the first disclosure"));
    }

    [Fact]
    public async Task Officers_have_no_such_page()
    {
        var officer = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));

        (await officer.GoToAsync("/staff/first-steps")).Text.ShouldNotContain("Name a witness for the ledger");
        (await officer.GoToAsync("/staff")).Text.ShouldNotContain("First steps");
    }

    private static string[] Left(HtmlClient person) =>
        [.. person.Page.QuerySelectorAll("h2[id^=step-]").Select(h => h.TextContent)];

    private static string[] Done(HtmlClient person) =>
        [.. person.Page.QuerySelectorAll("main details li strong").Select(title => title.TextContent)];

    private static string? FindLink(HtmlClient person, string text) =>
        person.Page.QuerySelectorAll("main a").Single(link => link.TextContent == text).GetAttribute("href");

    /// <summary>A portal whose operator has begun to set it up.</summary>
    public sealed class NewPortal : Portal
    {
        protected override void Configure(IDictionary<string, string> settings)
        {
            settings["Portal:Contact:Organisation"] = "Example Hiring Ltd";
            settings["Portal:Contact:Email"] = "privacy@hiring.example";
        }
    }
}
