using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>Makes, finds, lists and revokes API keys.</summary>
public sealed class ApiKeyring(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <returns>The key, which is shown this once; or why there is none.</returns>
    public async Task<Result<string, ApiKeyRefusal>> CreateAsync(string name, IReadOnlyList<string> scopes, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 100) return ApiKeyRefusal.NameMissing;
        if (scopes.Count == 0 || scopes.Except(Scopes.All, StringComparer.Ordinal).Any()) return ApiKeyRefusal.UnknownScope;

        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (await db.ApiKeys.AnyAsync(k => k.Name == name, ct)) return ApiKeyRefusal.NameTaken;
        var secret = ApiKey.NewSecret();
        db.ApiKeys.Add(new ApiKey { Name = name, Hash = ApiKey.HashOf(secret), Scopes = [.. scopes.Distinct(StringComparer.Ordinal)], CreatedAt = clock.GetInstant() });
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return secret;
    }

    /// <summary>The key that <paramref name="secret"/> opens, unless revoked.</summary>
    public async Task<ApiKey?> FindAsync(string secret, CancellationToken ct)
    {
        if (!secret.StartsWith(ApiKey.Prefix, StringComparison.Ordinal) || secret.Length > 100) return null;
        // The look-up is by hash: what a guess could learn from its timing is a prefix of a SHA-256, which helps nobody to a key.
        var hash = ApiKey.HashOf(secret);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Hash == hash && k.RevokedAt == null, ct);
    }

    /// <summary>Every key ever made, by name.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ApiKeys.AsNoTracking().OrderBy(k => k.Name).ToListAsync(ct);
    }

    /// <returns>Whether a key of that name was open until now.</returns>
    public async Task<bool> RevokeAsync(string name, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.ApiKeys.SingleOrDefaultAsync(k => k.Name == name && k.RevokedAt == null, ct) is not { } key) return false;
        key.RevokedAt = clock.GetInstant();
        await db.SaveChangesAsync(ct);
        return true;
    }
}

/// <summary>Why a key was not made.</summary>
public enum ApiKeyRefusal
{
    NameMissing,
    NameTaken,
    UnknownScope,
}
