using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Parties.Connectors;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>"1 party does not answer its calls." on the team's start page.</summary>
internal sealed class UnreachedHomeCards(
    IDbContextFactory<PortalDbContext> contexts,
    IStringLocalizer<SharedResource> words
) : IHomeCardSource
{
    private const int Most = 100;

    public async Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct)
    {
        if (!reader.IsStaff)
            return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var prefix = PartyEndpoint.KeyFor("");
        var unreached = await db
            .WebhookEndpoints.Where(e =>
                e.Key.StartsWith(prefix)
                && (e.DisabledAt != null || e.Failures >= EndpointCircuitBreaker.FailureThreshold)
            )
            .OrderBy(e => e.Key)
            .Select(e => e.Key)
            .Take(Most)
            .ToListAsync(ct);
        if (unreached.Count == 0)
            return null;
        var sentence = words.Plural(
            unreached.Count,
            "1 party does not answer its calls.",
            "{0} parties do not answer their calls."
        );
        var where = unreached is [var only] ? $"/staff/parties/{only[prefix.Length..]}" : "/staff/parties?told=webhook";
        return new(35, sentence)
        {
            Cards = [new(words["Parties"], sentence, where, words["See how they are told"], StatusKind.Error)],
        };
    }
}
