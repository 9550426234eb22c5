using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Policies;

/// <summary>
/// What people meet while versions come: no restart, a notice before, and the new version at its instant.
/// </summary>
public sealed class LivePolicyTests(LivePoliciesPortal portal) : IClassFixture<LivePoliciesPortal>
{
    [Fact]
    public async Task Two_coming_versions_are_announced_each_is_current_from_its_instant_and_a_bad_one_only_degrades_health()
    {
        var worker = await portal.SetUpAsync(Given.Worker());
        var reader = await portal.SignInAsync(worker.Email);
        (await reader.GoToAsync("/")).Text.ShouldNotContain("is coming");

        // Two versions are laid into the folder of the running portal.
        portal.Folder.WithPublished("1.1", "2026-11-24T13:00:00Z").WithPublished("2.0", "2026-11-24T14:00:00Z");
        await portal.ReloadPoliciesAsync();

        (await reader.GoToAsync("/")).Text.ShouldContain("Version 1.1 of the policy is coming");
        reader.Text.ShouldContain("Version 2.0 of the policy is coming");
        var stranger = portal.CreateAnonymousClient();
        (await stranger.GoToAsync("/policy")).Text.ShouldContain("Version 1.0, in force since 1 November 2025.");
        stranger.Text.ShouldContain("Version 1.1 is coming");
        stranger.Text.ShouldContain("Version 2.0 is coming");
        await portal.SendVersionNoticesAsync();
        (await reader.GoToAsync("/inbox")).Text.ShouldContain(
            "The privacy policy changes on 24 November 2026: version 1.1"
        );
        (await portal.Mail.WaitForEmailToAsync(worker.Email, "version 2.0")).Text.ShouldContain(
            "Version 2.0 of the privacy policy comes into force on 24 November 2026."
        );
        (await stranger.GoToAsync("/policy/history")).Text.ShouldContain("In force from 24 November 2026.");

        portal.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(1));
        (await stranger.GoToAsync("/policy")).Text.ShouldContain("Version 1.0, in force since");
        portal.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await stranger.GoToAsync("/policy")).Text.ShouldContain("Version 1.1, in force since 24 November 2026.");
        stranger.Text.ShouldNotContain("Version 1.1 is coming");
        stranger.Text.ShouldContain("Version 2.0 is coming");
        portal.Clock.Advance(TimeSpan.FromHours(1));
        (await stranger.GoToAsync("/policy")).Text.ShouldContain("Version 2.0, in force since 24 November 2026.");
        stranger.Text.ShouldNotContain("is coming");

        // And then somebody spoils the folder.
        portal.Folder.Replace(portal.Folder.PathOf("2.0", "en.md"), "we stay committed", "we stay silent");
        await portal.ReloadPoliciesAsync();

        (await stranger.GoToAsync("/policy")).Text.ShouldContain("we stay committed");
        using var degraded = await stranger.FetchAsync("/health/ready");
        ((int)degraded.StatusCode).ShouldBe(200);
        (await degraded.Content.ReadAsStringAsync())
            .Split('\n')
            .ShouldBe([
                "Degraded",
                $"policies: the policies folder was refused at {portal.Clock.GetInstant().ToIso()}; "
                    + "the previous versions are still served; the log says why",
            ]);

        portal.Folder.Replace(portal.Folder.PathOf("2.0", "en.md"), "we stay silent", "we stay committed");
        await portal.ReloadPoliciesAsync();
        using var healthy = await stranger.FetchAsync("/health/ready");
        (await healthy.Content.ReadAsStringAsync()).ShouldBe("Healthy");
    }
}
