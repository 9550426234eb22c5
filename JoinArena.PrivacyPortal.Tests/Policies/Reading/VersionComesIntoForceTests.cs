using System.Globalization;

namespace JoinArena.PrivacyPortal.Tests.Policies.Reading;

/// <summary>A portal whose clock a test moves past the day on which a version comes into force.</summary>
public sealed class VersionComesIntoForceTests(PolicyVersionsPortal portal) : IClassFixture<PolicyVersionsPortal>
{
    [Fact]
    public async Task A_version_is_served_from_the_instant_it_is_in_force()
    {
        (await portal.CreateAnonymousClient().GoToAsync("/policy")).Text.ShouldContain(
            "Version 1.0, in force since 1 November 2025."
        );
        var before = await Etag();

        portal.Time.SetUtcNow(DateTimeOffset.Parse("2026-12-01T00:00:00Z", CultureInfo.InvariantCulture));

        (await portal.CreateAnonymousClient().GoToAsync("/policy")).Text.ShouldContain(
            "Version 1.1, in force since 1 December 2026."
        );
        (await Etag()).ShouldNotBe(before);
    }

    private async Task<string> Etag()
    {
        using var answer = await portal.CreateAnonymousClient().FetchAsync("/policy");
        return answer.Headers.ETag!.Tag;
    }
}
