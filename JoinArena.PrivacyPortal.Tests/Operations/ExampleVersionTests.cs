using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Operations.Demo;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Policies.Loading;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Operations;

/// <summary>The example versions: sound, marked as what they are, and published into a portal that runs.</summary>
public sealed class ExampleVersionTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    private static readonly PolicyFileSnapshot s_real = PolicyFileSnapshot.Read(
        Path.Combine(AppContext.BaseDirectory, "policies"),
        mayHoldExamples: false
    );
    private static readonly PolicyFileSnapshot s_examples = PolicyFileSnapshot.Read(
        Path.Combine(AppContext.BaseDirectory, "policies-example"),
        mayHoldExamples: true
    );

    [Fact]
    public void The_example_versions_pass_every_check_beside_the_real_policy_and_are_marked()
    {
        var folder = LoadedVersions.Load([s_real, s_examples]);

        folder.Findings.ShouldBeEmpty();
        folder.Versions.Select(v => (v.Name, v.Example)).ShouldBe([("1.0", false), ("1.1", true), ("2.0", true)]);
        folder
            .GetVersionsIn(s_examples)
            .ShouldAllBe(v => !v.Reviewed && v.Texts.Keys.Order().SequenceEqual(new[] { "en", "es" }));
        folder.Versions[1].FindClause("kept-data")!.Replaces.ShouldBe(["retention"]);
        folder
            .Versions[2]
            .FindCoveringClause(
                DataCategory.ExternalProfile,
                PartyKind.ModelTraining,
                Purpose.ModelImprovement,
                Direction.Disclosed
            )!
            .Id.ShouldBe("model-improvement");
        folder
            .Versions[2]
            .FindCoveringClause(
                DataCategory.InterviewRecording,
                PartyKind.ModelTraining,
                Purpose.ModelImprovement,
                Direction.Disclosed
            )
            .ShouldBeNull();
    }

    [Fact]
    public void An_example_in_the_folder_of_real_policies_is_refused() =>
        LoadedVersions
            .Load([s_real, s_examples with { MayHoldExamples = false }])
            .Findings.Select(f => f.ToString())
            .ShouldBe(
                new[] { "1.1", "2.0" }.Select(v =>
                    $"{Path.Combine(s_examples.VersionsDirectory, v, "version.yml")}:{(v == "1.1" ? 7 : 8)}: "
                    + "the version is an example: remove this version: people accept the versions in this folder"
                )
            );

    [Fact]
    public async Task The_demo_starts_with_the_real_policy_and_an_example_published_at_runtime_becomes_current()
    {
        var library = portal.Services.GetRequiredService<PolicyLibrary>();
        library.Versions.ShouldHaveSingleItem().Name.ShouldBe("1.0");
        var ana = await portal.SignInAsync("worker@example.com", DemoAccounts.Password);
        await AcceptAsync(ana, "1.0");
        var publisher = portal.Services.GetRequiredService<DemoPolicies>();

        publisher
            .Publish("2.0", null)
            .Recorded.ShouldBe([
                "worker-privacy/1.1/en.md",
                "worker-privacy/1.1/es.md",
                "worker-privacy/2.0/en.md",
                "worker-privacy/2.0/es.md",
            ]);
        await Eventually.FindAsync(() => library.Find("2.0"), () => "the running portal does not take the example in");

        var stranger = await portal.CreateAnonymousClient().GoToAsync("/policy");
        stranger.Text.ShouldContain("Version 2.0, in force since");
        stranger.Text.ShouldContain("Example, not JoinArena’s policy.");
        (await stranger.GoToAsync("/policy/1.0")).Text.ShouldNotContain("Example, not JoinArena’s policy.");
        (await stranger.GoToAsync("/policy/history"))
            .Page.QuerySelectorAll("li strong")
            .Count(mark => mark.TextContent == "Example, not JoinArena’s policy.")
            .ShouldBe(2);
        (await ana.GoToAsync("/")).Text.ShouldContain("Version 2.0 of the policy");
        (await ana.GoToAsync("/policy/accept")).Text.ShouldContain("New since version 1.0, which you accepted");
        ana.Text.ShouldContain("What other websites say about you may now also go to JoinArena’s model training");
        ana.Text.ShouldContain("Checks before you are hired");
        ana.Text.ShouldContain("Example, not JoinArena’s policy.");
        await AcceptAsync(ana, "2.0");
        ana.Text.ShouldContain("Example, not JoinArena’s policy.");
        (await ana.GoToAsync("/")).Text.ShouldNotContain("You have not accepted it");

        publisher
            .Publish("2.0", null)
            .ShouldSatisfyAllConditions(p => p.Recorded.ShouldBeEmpty(), p => p.Findings.ShouldBeEmpty());
        await portal.RestartAsync();
        portal
            .Services.GetRequiredService<PolicyLibrary>()
            .Versions.Select(v => v.Name)
            .ShouldBe(["1.0", "1.1", "2.0"]);
    }

    private static async Task AcceptAsync(HtmlClient worker, string version)
    {
        await worker.GoToAsync("/policy/accept");
        await worker.Tick($"I have read and accept version {version}").PressAsync("Accept");
        worker.Path.ShouldStartWith("/acceptances/", Case.Sensitive, worker.Text);
    }

    [Fact]
    public void A_missing_example_is_refused_and_every_example_is_without_a_demo()
    {
        new DemoPolicies(
            new PolicySource(s_real.Directory, Path.Combine(portal.DataDirectory, "other"), IsDemo: true),
            TimeProvider.System
        )
            .Publish("9.9", null)
            .Findings.ShouldHaveSingleItem()
            .Fix.ShouldBe("choose one of 1.1, 2.0");
        Should
            .Throw<ConfigurationException>(() =>
                new DemoPolicies(new PolicySource(s_real.Directory), TimeProvider.System).Publish("2.0", null)
            )
            .Message.ShouldStartWith("Portal__Demo__Enabled");
    }

    [Fact]
    public void An_example_can_be_announced_for_a_later_day()
    {
        var folder = Path.Combine(portal.DataDirectory, "announced");
        var source = new PolicySource(s_real.Directory, folder, IsDemo: true);
        var later = DateTimeOffset.UtcNow.AddDays(30);

        new DemoPolicies(source, TimeProvider.System).Publish("2.0", later).Findings.ShouldBeEmpty();

        var (set, findings) = PolicyCheck.CheckSnapshots(source.ReadSnapshots());
        findings.ShouldBeEmpty();
        set.GetCurrent(DateTimeOffset.UtcNow).Name.ShouldBe("1.1");
        set.GetUpcoming(DateTimeOffset.UtcNow)
            .ShouldHaveSingleItem()
            .EffectiveDate.ShouldBe(DateOnly.FromDateTime(later.UtcDateTime));
    }
}
