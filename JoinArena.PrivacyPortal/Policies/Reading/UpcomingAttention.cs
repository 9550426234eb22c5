using System.Globalization;
using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Policies.Reading;

/// <summary>"Version 2.0 of the policy is coming" on the home page, so that nobody meets a new version on its first day.</summary>
internal sealed class UpcomingAttention(PolicyLibrary library, IStringLocalizer<Words> words, TimeProvider clock) : IAttention
{
    public Task<Attention?> For(ClaimsPrincipal reader, CancellationToken ct)
    {
        var upcoming = reader.WorkerIdOrNull() is null ? [] : library.Snapshot.Upcoming(clock.GetInstant());
        return Task.FromResult(upcoming.Count == 0 ? null : new Attention(30) { Cards = [.. upcoming.Select(Card)] });
    }

    private AttentionCard Card(PolicyVersion version) => new(
        words["Version {0} of the policy is coming", version.Name],
        $"{words["It is in force from {0}.", new Shown(words, clock).Date(version.EffectiveDay)]} {version.SummaryIn(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName)}",
        $"/policy/{version.Name}",
        words["Read version {0}", version.Name]);
}
