using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Shell;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>Compares once a day, at a quiet hour, and alarms on a difference: in the health report, in the log, and on the team's start page.</summary>
public sealed class BookReconciliation(BookCheck check, TimeProvider clock, ILogger<BookReconciliation> log) : ISweep
{
    /// <summary>The hour of the day, in UTC.</summary>
    public const int Hour = 3;

    private DateOnly _done;

    public async Task SweepAsync(CancellationToken ct)
    {
        var now = clock.GetInstant().UtcDateTime;
        if (now.Hour != Hour || _done == DateOnly.FromDateTime(now)) return;
        var report = await check.RunAndKeepAsync(ct);
        _done = DateOnly.FromDateTime(now);
        if (report.Differences.Count > 0) log.LogError("The disclosure book differs from what was counted in {Differences} places of {Disclosures} disclosures; 'disclosures check' lists them.", report.Differences.Count, report.Disclosures);
    }
}

/// <summary>Degraded while the last comparison stands with a difference.</summary>
internal sealed class BookHealth(BookCheck check) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await check.FoundAsync(cancellationToken) is { } found ? HealthCheckResult.Degraded($"{found.Count} counts differ from the disclosure book") : HealthCheckResult.Healthy();
}

/// <summary>"Counts that do not add up" on the team's start page.</summary>
internal sealed class BookAttention(BookCheck check, IStringLocalizer<Words> words, Shown shown) : IAttention
{
    public async Task<Attention?> For(ClaimsPrincipal reader, CancellationToken ct)
    {
        if (!reader.IsInRole(Roles.Administrator) || await check.FoundAsync(ct) is not { } found) return null;
        return new(1)
        {
            Cards = [new(
                words["The disclosure book does not add up"],
                words["{0} found on {1}. What workers see may differ from what was reported; the command \"disclosures check\" lists where.", words.Count(found.Count, "1 difference", "{0} differences"), shown.Date(found.At)],
                "/staff", words["See what waits"], Tone.Bad)],
        };
    }
}
