using System.Collections.Concurrent;
using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Data.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace JoinArena.PrivacyPortal.Access;

/// <summary>Creates, finds, lists and revokes API keys.</summary>
public sealed class ApiKeyStore(
    IDbContextFactory<PortalDbContext> contexts,
    SecurityLog security,
    RefusalLog refusals,
    IOptions<DemoOptions> demo,
    TimeProvider clock
)
{
    /// <summary>
    /// How long a key is cached. A key that another node revoked stops working here after this time.
    /// </summary>
    public static readonly TimeSpan CacheDuration = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_usedAgain = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (ApiKey Key, long At)> _found = new(StringComparer.Ordinal);

    /// <returns>The key, which cannot be read again, or why it was not created.</returns>
    public Task<Result<string, ApiKeyError>> CreateAsync(
        string name,
        IReadOnlyList<string> scopes,
        CancellationToken ct
    ) => CreateAsync(name, scopes, null, ct);

    /// <param name="expiresAt">When the key stops working, or null if it does not expire.</param>
    /// <returns>The key, which cannot be read again, or why it was not created.</returns>
    public async Task<Result<string, ApiKeyError>> CreateAsync(
        string name,
        IReadOnlyList<string> scopes,
        DateTimeOffset? expiresAt,
        CancellationToken ct
    )
    {
        if (expiresAt <= clock.GetInstant())
            return ApiKeyError.AlreadyExpired;
        if (string.IsNullOrWhiteSpace(name) || name.Length > 100 || TextRules.FindFault(name) is not null)
            return ApiKeyError.NameMissing;
        if (scopes.Count == 0 || !scopes.All(Scopes.IsValid))
            return ApiKeyError.UnknownScope;

        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (await db.ApiKeys.AnyAsync(k => k.Name == name, ct))
            return ApiKeyError.NameTaken;
        var secret = ApiKey.GenerateSecret();
        var key = new ApiKey
        {
            Name = name,
            Hash = ApiKey.ComputeHash(secret),
            Scopes = [.. scopes.Distinct(StringComparer.Ordinal)],
            IsDemo = demo.Value.Enabled,
            CreatedAt = clock.GetInstant(),
            ExpiresAt = expiresAt,
        };
        db.ApiKeys.Add(key);
        var made = security.Describe(
            SecurityEventKind.KeyMade,
            SecurityEventResult.Succeeded,
            key.Id,
            string.Join(' ', key.Scopes)
        );
        SecurityLog.AddTo(db, made);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        security.WriteLine(made);
        return secret;
    }

    /// <summary>True if the key opens nothing, because it was made in the demo and the demo is off.</summary>
    public bool IsClosed(ApiKey key) => key.IsDemo && !demo.Value.Enabled;

    /// <returns>The key for <paramref name="secret"/>, or why it opens nothing.</returns>
    public async Task<Result<ApiKey, RefusedKey>> FindAsync(string secret, CancellationToken ct)
    {
        if (!secret.StartsWith(ApiKey.Prefix, StringComparison.Ordinal) || secret.Length > 100)
            return RefusedKey.Unknown;
        // The look-up is by hash. Its timing could reveal at most the start of a SHA-256, which does not help to guess
        // a key.
        var hash = ApiKey.ComputeHash(secret);
        var name = Convert.ToHexString(hash);
        var isCached = _found.TryGetValue(name, out var found) && clock.GetElapsedTime(found.At) < CacheDuration;
        var key = isCached ? found.Key : await LoadAsync(hash, ct);
        if (key is null || FindReasonToRefuse(key) is not null)
        {
            _found.TryRemove(name, out _);
            return key is null ? RefusedKey.Unknown : new RefusedKey(key.Id, FindReasonToRefuse(key)!);
        }

        if (!isCached)
        {
            _found[name] = (key, clock.GetTimestamp());
            await RecordUseAsync(key, ct);
        }

        return key;
    }

    /// <summary>
    /// Records that a key was sent that opens nothing. One that was never made is counted, since anybody can send it.
    /// </summary>
    internal void RecordMisuse(RefusedKey refused)
    {
        if (refused.Id is { } key)
            refusals.RecordKey(key, SecurityEventResult.Failed, refused.Reason);
        else
            refusals.Record(RefusedInput.ApiKey);
    }

    /// <summary>All keys, including revoked ones, by name.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ApiKeys.AsNoTracking().OrderBy(k => k.Name).ToListAsync(ct);
    }

    /// <returns>True if a key with this name was revoked, false if there was none to revoke.</returns>
    public async Task<bool> RevokeAsync(string name, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.ApiKeys.SingleOrDefaultAsync(k => k.Name == name && k.RevokedAt == null, ct) is not { } key)
            return false;
        key.RevokedAt = clock.GetInstant();
        var revoked = security.Describe(SecurityEventKind.KeyRevoked, SecurityEventResult.Succeeded, key.Id);
        SecurityLog.AddTo(db, revoked);
        await db.SaveChangesAsync(ct);
        security.WriteLine(revoked);
        _found.Clear();
        return true;
    }

    private string? FindReasonToRefuse(ApiKey key)
    {
        if (key.RevokedAt is not null)
            return "revoked";
        if (IsClosed(key))
            return "of the demo";
        return key.ExpiresAt <= clock.GetInstant() ? "expired" : null;
    }

    private async Task<ApiKey?> LoadAsync(byte[] hash, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Hash == hash, ct);
    }

    private async Task RecordUseAsync(ApiKey key, CancellationToken ct)
    {
        var now = clock.GetInstant();
        if (key.LastUsedAt > now - s_usedAgain)
            return;
        key.LastUsedAt = now;
        var id = key.Id;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var keys = db.ApiKeys;
        await using var write = await db.BeginWriteAsync(ct);
        await keys.Where(k => k.Id == id).ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedAt, now), ct);
        await write.CommitAsync(ct);
    }
}

/// <summary>A key that opens nothing.</summary>
/// <param name="Id">Which key it is; null if it was never made.</param>
/// <param name="Reason">Why, for the security event.</param>
public sealed record RefusedKey(Guid? Id, string Reason)
{
    internal static RefusedKey Unknown { get; } = new(null, "unknown");
}

/// <summary>Why a key was not created.</summary>
public enum ApiKeyError
{
    NameMissing,
    NameTaken,
    UnknownScope,

    /// <summary>The expiry is in the past.</summary>
    AlreadyExpired,
}
