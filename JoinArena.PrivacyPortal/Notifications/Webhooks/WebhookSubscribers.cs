using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>Adds, lists and removes JoinArena's own subscribers, and replaces their secrets.</summary>
public sealed class WebhookSubscribers(
    IDbContextFactory<PortalDbContext> contexts,
    IDataProtectionProvider protection,
    ConnectorSettings settings,
    TimeProvider clock
)
{
    private readonly IDataProtector _secrets = protection.CreateProtector("webhook-secret");

    /// <returns>The subscriber's id and its secret, which is shown only once; or why it was not added.</returns>
    public async Task<Result<(Guid Id, string Secret), SubscriptionError>> AddAsync(
        string url,
        IReadOnlyList<string> types,
        CancellationToken ct
    )
    {
        if (url.Length > 2000 || !settings.MayCall(url))
            return SubscriptionError.AddressNotAllowed;
        if (types.Count == 0 || types.Except(WebhookTypes.Subscribable, StringComparer.Ordinal).Any())
            return SubscriptionError.UnknownType;

        var secret = WebhookSecret.Generate();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var added = db.Add(
            new WebhookSubscription
            {
                Url = url,
                Types = [.. types.Distinct(StringComparer.Ordinal)],
                ProtectedSecret = _secrets.Protect(secret),
                CreatedAt = clock.GetInstant(),
            }
        ).Entity;
        await db.SaveChangesAsync(ct);
        return (added.Id, secret);
    }

    /// <summary>All subscribers, oldest first, and whether each has answered that it is gone.</summary>
    public async Task<IReadOnlyList<(WebhookSubscription Subscription, bool IsDisabled)>> ListAsync(
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var all = await db.WebhookSubscriptions.AsNoTracking().OrderBy(s => s.CreatedAt).ToListAsync(ct);
        var disabled = await db.WebhookEndpoints.Where(e => e.DisabledAt != null).Select(e => e.Key).ToListAsync(ct);
        return [.. all.Select(s => (s, disabled.Contains(s.Key)))];
    }

    /// <returns>Whether the subscriber existed.</returns>
    public async Task<bool> RemoveAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.WebhookSubscriptions.FindAsync([id], ct) is not { } found)
            return false;
        db.Remove(found);
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>
    /// Gives a subscriber a new secret. The old one signs as well for <see cref="WebhookSecret.RotationOverlap"/>.
    /// </summary>
    /// <returns>The new secret, which is shown only once; null if there is no such subscriber.</returns>
    public async Task<string?> RotateSecretAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.WebhookSubscriptions.FindAsync([id], ct) is not { } found)
            return null;
        var secret = WebhookSecret.Generate();
        found.ProtectedFormerSecret = found.ProtectedSecret;
        found.FormerSecretUntil = clock.GetInstant() + WebhookSecret.RotationOverlap;
        found.ProtectedSecret = _secrets.Protect(secret);
        await db.SaveChangesAsync(ct);
        return secret;
    }

    /// <summary>A subscriber's current address and secrets; null if it has been removed.</summary>
    internal async Task<WebhookAddress?> FindAddressAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.WebhookSubscriptions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is not { } found)
            return null;
        var former = found.FormerSecretUntil > clock.GetInstant() ? found.ProtectedFormerSecret : null;
        return new(
            found.Key,
            found.Url,
            [_secrets.Unprotect(found.ProtectedSecret), .. former is null ? [] : new[] { _secrets.Unprotect(former) }]
        );
    }
}

/// <summary>Why a subscriber was not added.</summary>
public enum SubscriptionError
{
    AddressNotAllowed,
    UnknownType,
}
