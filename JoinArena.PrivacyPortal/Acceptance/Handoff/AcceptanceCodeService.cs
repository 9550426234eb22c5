using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Acceptance.Handoff;

/// <summary>Sends a worker back with a code, and takes the code from the site they came from.</summary>
public sealed class AcceptanceCodeService(
    IDbContextFactory<PortalDbContext> contexts,
    ReturnOrigins origins,
    TimeProvider clock
)
{
    /// <summary>
    /// How long a code is good: a redirect and one call of a server (RFC 6749 4.1.2 wants ten minutes at most).
    /// </summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const int CodeBytes = 32;
    private const int LongestCode = 100;

    /// <summary>Makes a code for the acceptance.</summary>
    /// <returns>The address to send the worker to, with the code in it.</returns>
    public async Task<Uri> IssueAsync(PolicyAcceptance acceptance, ReturnTarget.ExternalSite to, CancellationToken ct)
    {
        var (now, code) = (clock.GetInstant(), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(CodeBytes)));
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
    /// Changes a code for the acceptance it was made for. A code that is refused is not used up, unless it was.
    /// </summary>
    /// <param name="code">As it came back.</param>
    /// <param name="returnUrl">
    /// Where it came back to, for a site that wants to be sure the code is its own; null does not ask.
    /// </param>
    /// <returns>The acceptance; or null: unknown, used, too late and another site's are one answer.</returns>
    public async Task<PolicyAcceptance?> ExchangeAsync(string? code, string? returnUrl, CancellationToken ct)
    {
        if (
            code is not { Length: > 0 and <= LongestCode }
            || (returnUrl is not null && origins.Resolve(returnUrl) is not ReturnTarget.ExternalSite)
        )
        {
            return null;
        }

        var (now, hash, origin) = (
            clock.GetInstant(),
            Hash(code),
            returnUrl is null ? null : ReturnOrigins.GetOrigin(new Uri(returnUrl))
        );
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        // One statement finds it unused and uses it, so that of two at the same instant one wins.
        var used = await db
            .AcceptanceCodes.Where(c =>
                c.CodeSha256 == hash && c.UsedAt == null && c.ExpiresAt > now && (origin == null || c.Origin == origin)
            )
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.UsedAt, now), ct);
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
