using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.Reconciliation;

/// <summary>Degraded while the last comparison stands with a difference, or is too long ago.</summary>
internal sealed class ReconciliationHealthCheck(ReconciliationService check) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        (
            await check.FindDifferencesAsync(cancellationToken),
            await check.FindOverdueSinceAsync(cancellationToken)
        ) switch
        {
            ({ } found, _) => HealthCheckResult.Degraded($"{found.Count} counts differ from the disclosure book"),
            (null, { } since) => HealthCheckResult.Degraded(
                $"the disclosure book has not been compared since {since:yyyy-MM-dd}"
            ),
            _ => HealthCheckResult.Healthy(),
        };
}

/// <summary>"Counts that do not add up" on the team's start page.</summary>
internal sealed class ReconciliationHomeCards(
    ReconciliationService check,
    IStringLocalizer<SharedResource> words,
    DisplayFormatter shown
) : IHomeCardSource
{
    public async Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct)
    {
        if (!reader.IsInRole(Roles.Administrator))
            return null;
        return (await check.FindDifferencesAsync(ct), await check.FindOverdueSinceAsync(ct)) switch
        {
            ({ } found, _) => Card(
                words["The disclosure book does not add up"],
                words[
                    "{0} found on {1}. What workers see may differ from what was reported; the command \"disclosures check\" lists where.",
                    words.Plural(found.Count, "1 difference", "{0} differences"),
                    shown.Date(found.At)
                ]
            ),
            (null, { } since) => Card(
                words["The disclosure book is no longer compared"],
                words[
                    "It was last held against what was accepted on {0}. It should be every day: see the log, or run the command \"disclosures check\".",
                    shown.Date(since)
                ]
            ),
            _ => null,
        };
    }

    private HomeCardGroup Card(string title, string text) =>
        new(1) { Cards = [new(title, text, "/staff", words["See what waits"], StatusKind.Error)] };
}
