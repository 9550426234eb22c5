using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Acceptance.Handoff;

/// <summary>
/// Issues a code when a worker returns to the site that sent them, and exchanges it for the acceptance.
/// </summary>
public sealed class AcceptanceCodeService(
    IDbContextFactory<PortalDbContext> contexts,
    ReturnOrigins origins,
    TimeProvider clock
)
{
    /// <summary>
    /// How long a code works: enough for a redirect and one API call. RFC 6749 4.1.2 allows ten minutes at most.
    /// </summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const int CodeBytes = 32;
    private const int LongestCode = 100;

    /// <summary>Creates a code for the acceptance.</summary>
    /// <returns>The address to send the worker to, with the code as a parameter.</returns>
    public async Task<Uri> IssueAsync(PolicyAcceptance acceptance, ReturnTarget.ExternalSite to, CancellationToken ct)
    {
        var now = clock.GetInstant();
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(CodeBytes));
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        await db.AcceptanceCodes.Where(c => c.ExpiresAt < now).ExecuteDeleteAsync(ct);
        db.AcceptanceCodes.Add(
            new AcceptanceCode
            {
                CodeSha256 = Hash(code),
                AcceptanceId = acceptance.Id,
                Origin = ReturnOrigins.GetOrigin(to.Address),
                ExpiresAt = now + Lifetime,
            }
        );
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return to.WithParameter("code", code);
    }

    /// <summary>
    /// Exchanges a code for its acceptance. The first key that does so may repeat the call, in case the answer was
    /// lost; no other key gets the acceptance. A refused call does not use up the code.
    /// </summary>
    /// <param name="code">The code as it came back.</param>
    /// <param name="returnUrl">
    /// The address the code came back to. If given, it must belong to the site the code was issued for.
    /// </param>
    /// <param name="key">The name of the API key that asks.</param>
    /// <returns>
    /// The acceptance, or null if the code is unknown, used by another key, expired or issued for another site.
    /// </returns>
    public async Task<PolicyAcceptance?> ExchangeAsync(
        string? code,
        string? returnUrl,
        string key,
        CancellationToken ct
    )
    {
        if (
            code is not { Length: > 0 and <= LongestCode }
            || (returnUrl is not null && origins.Resolve(returnUrl) is not ReturnTarget.ExternalSite)
        )
        {
            return null;
        }

        var now = clock.GetInstant();
        var hash = Hash(code);
        var origin = returnUrl is null ? null : ReturnOrigins.GetOrigin(new Uri(returnUrl));
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        // One statement checks and marks the code, so that only one of two keys succeeds.
        var used = await db
            .AcceptanceCodes.Where(c =>
                c.CodeSha256 == hash
                && (c.UsedBy == null || c.UsedBy == key)
                && c.ExpiresAt > now
                && (origin == null || c.Origin == origin)
            )
            .ExecuteUpdateAsync(
                s => s.SetProperty(c => c.UsedAt, c => c.UsedAt ?? now).SetProperty(c => c.UsedBy, key),
                ct
            );
        if (used == 0)
            return null;
        var acceptance = await (
            from c in db.AcceptanceCodes
            join a in db.Acceptances on c.AcceptanceId equals a.Id
            where c.CodeSha256 == hash
            select a
        )
            .AsNoTracking()
            .SingleAsync(ct);
        await write.CommitAsync(ct);
        return acceptance;
    }

    private static string Hash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
