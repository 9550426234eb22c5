using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>Adds, lists, removes JoinArena's own subscribers, and replaces their secrets.</summary>
public sealed class WebhookSubscribers(
    IDbContextFactory<PortalDbContext> contexts,
    IDataProtectionProvider protection,
    ConnectorSettings settings,
    TimeProvider clock
)
{
    private readonly IDataProtector _secrets = protection.CreateProtector("webhook-secret");

    /// <returns>Its id, and its secret, which is shown this once; or why there is none.</returns>
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

    /// <summary>Every subscriber, the oldest first, and whether it has said that it is gone.</summary>
    public async Task<IReadOnlyList<(WebhookSubscription Subscription, bool IsDisabled)>> ListAsync(
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var all = await db.WebhookSubscriptions.AsNoTracking().OrderBy(s => s.CreatedAt).ToListAsync(ct);
        var gone = await db.WebhookEndpoints.Where(e => e.DisabledAt != null).Select(e => e.Key).ToListAsync(ct);
        return [.. all.Select(s => (s, gone.Contains(s.Key)))];
    }

    /// <returns>Whether there was one.</returns>
    public async Task<bool> RemoveAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.WebhookSubscriptions.FindAsync([id], ct) is not { } found)
            return false;
        db.Remove(found);
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>Gives it a new secret; the old one signs too for <see cref="WebhookSecret.RotationOverlap"/>.</summary>
    /// <returns>The new secret, shown this once; null when there is no such subscriber.</returns>
    public async Task<string?> RotateSecretAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.WebhookSubscriptions.FindAsync([id], ct) is not { } found)
            return null;
        var secret = WebhookSecret.Generate();
        (found.ProtectedFormerSecret, found.FormerSecretUntil, found.ProtectedSecret) = (
            found.ProtectedSecret,
            clock.GetInstant() + WebhookSecret.RotationOverlap,
            _secrets.Protect(secret)
        );
        await db.SaveChangesAsync(ct);
        return secret;
    }

    /// <summary>Where one is told now; null when it has been removed.</summary>
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
