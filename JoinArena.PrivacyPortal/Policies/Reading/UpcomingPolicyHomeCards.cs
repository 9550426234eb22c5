using System.Globalization;
using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Policies.Reading;

/// <summary>
/// "Version 2.0 of the policy is coming" on the home page, so that nobody meets a new version on its first day.
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

    private HomeCard Card(PolicyVersion version) =>
        new(
            words["Version {0} of the policy is coming", version.Name],
            $"{words["It is in force from {0}.", new DisplayFormatter(words, clock).Date(version.EffectiveDate)]} {version.GetSummary(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName)}",
            $"/policy/{version.Name}",
            words["Read version {0}", version.Name]
        );
}
