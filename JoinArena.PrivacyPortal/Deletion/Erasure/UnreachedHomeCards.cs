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

/// <summary>The card "1 party can’t be reached." on the privacy team's home page.</summary>
internal sealed class UnreachedHomeCards(
    IDbContextFactory<PortalDbContext> contexts,
    IStringLocalizer<SharedResource> words
) : IHomeCardSource
{
    private const int MaxCounted = 100;

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
            .Take(MaxCounted)
            .ToListAsync(ct);
        if (unreached.Count == 0)
            return null;
        var sentence = words.Plural(unreached.Count, "1 party can’t be reached.", "{0} parties can’t be reached.");
        var href = unreached is [var only] ? $"/staff/parties/{only[prefix.Length..]}" : "/staff/parties?told=webhook";
        return new(35, sentence)
        {
            Cards =
            [
                new(words["Parties"], sentence, href, words["See how they are notified"], StatusKind.Error)
                {
                    Count = unreached.Count,
                },
            ],
        };
    }
}
