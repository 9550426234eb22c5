using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Policies.Reading;

/// <summary>
/// A home page card about each upcoming version, so that workers know about it before its first day.
/// </summary>
internal sealed class UpcomingPolicyHomeCards(
    PolicyLibrary library,
    IStringLocalizer<SharedResource> words,
    TimeProvider clock
) : IHomeCardSource
{
    public Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct)
    {
        var upcoming = reader.FindWorkerId() is null ? [] : library.Snapshot.GetUpcoming(clock.GetInstant());
        return Task.FromResult(
            upcoming.Count == 0 ? null : new HomeCardGroup(30) { Cards = [.. upcoming.Select(Card)] }
        );
    }

    private HomeCard Card(PolicyVersion version)
    {
        var day = new DisplayFormatter(words, clock).Date(version.EffectiveDate);
        var summary = version.GetSummary(PortalLanguage.Current.Tag);
        return new(
            words["Version {0} of the policy is coming", version.Name],
            $"{words["It comes into force on {0}.", day]} {summary}",
            $"/policy/{version.Name}",
            words["Read version {0}", version.Name]
        );
    }
}
