using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.Reconciliation;

/// <summary>Degraded while the last comparison stands with a difference, or is too long ago.</summary>
internal sealed class BookHealth(BookCheck check) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        (await check.FoundAsync(cancellationToken), await check.OverdueSinceAsync(cancellationToken)) switch
        {
            ({ } found, _) => HealthCheckResult.Degraded($"{found.Count} counts differ from the disclosure book"),
            (null, { } since) => HealthCheckResult.Degraded($"the disclosure book has not been compared since {since:yyyy-MM-dd}"),
            _ => HealthCheckResult.Healthy(),
        };
}

/// <summary>"Counts that do not add up" on the team's start page.</summary>
internal sealed class BookAttention(BookCheck check, IStringLocalizer<Words> words, Shown shown) : IAttention
{
    public async Task<Attention?> For(ClaimsPrincipal reader, CancellationToken ct)
    {
        if (!reader.IsInRole(Roles.Administrator)) return null;
        return (await check.FoundAsync(ct), await check.OverdueSinceAsync(ct)) switch
        {
            ({ } found, _) => Card(
                words["The disclosure book does not add up"],
                words["{0} found on {1}. What workers see may differ from what was reported; the command \"disclosures check\" lists where.", words.Count(found.Count, "1 difference", "{0} differences"), shown.Date(found.At)]),
            (null, { } since) => Card(
                words["The disclosure book is no longer compared"],
                words["It was last held against what was accepted on {0}. It should be every day: see the log, or run the command \"disclosures check\".", shown.Date(since)]),
            _ => null,
        };
    }

    private Attention Card(string title, string text) => new(1) { Cards = [new(title, text, "/staff", words["See what waits"], Tone.Bad)] };
}
