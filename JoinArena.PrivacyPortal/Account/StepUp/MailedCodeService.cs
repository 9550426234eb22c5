using System.Globalization;
using System.Security.Cryptography;
using JoinArena.PrivacyPortal.Account.Attempts;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Account.StepUp;

/// <summary>
/// Codes by email, for signed-in people without a password or passkey at hand. Source: OWASP ASVS 5.0.0 6.5, 6.6.
/// </summary>
internal sealed class MailedCodeService(
    IDbContextFactory<PortalDbContext> contexts,
    IPasswordHasher<PortalAccount> hasher,
    AccountEmails emails,
    TimeProvider clock
)
{
    public const int Digits = 8,
        MaxAttempts = 5;

    /// <summary>The most codes that are sent in <see cref="LimitWindow"/>.</summary>
    public static readonly int MaxPerHour = AttemptLimit.CodeEmails.Count;

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10),
        LimitWindow = AttemptLimit.CodeEmails.Window;

    private const int Codes = 100_000_000;

    /// <summary>Emails a new code. Earlier codes for the same purpose stop working.</summary>
    /// <returns>False if too many codes were sent in the last hour.</returns>
    public async Task<bool> SendAsync(PortalAccount account, Guid session, StepUpPurpose purpose, CancellationToken ct)
    {
        var code = RandomNumberGenerator.GetInt32(Codes).ToString("D8", CultureInfo.InvariantCulture);
        // Hashing is slow on purpose, so it runs before the write transaction.
        var hash = hasher.HashPassword(account, code);
        var now = clock.GetInstant();

        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (!await db.TryTakeAttemptAsync(account.Id, AttemptLimit.CodeEmails, source: "", now, ct))
            return false;
        await db
            .MailedCodes.Where(c => c.AccountId == account.Id && c.SessionId == session && c.Purpose == purpose.Key)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.AttemptsLeft, 0), ct);
        db.MailedCodes.Add(
            new()
            {
                AccountId = account.Id,
                SessionId = session,
                Purpose = purpose.Key,
                Hash = hash,
                SentAt = now,
                ExpiresAt = now + Lifetime,
                AttemptsLeft = MaxAttempts,
            }
        );
        db.Notices.SendToAddress(account.Email!, null, emails.StepUpCode(code, purpose), now);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return true;
    }

    /// <summary>
    /// Checks a code as typed. The attempt is counted before the check, so that parallel requests get no extra
    /// attempts.
    /// </summary>
    public async Task<StepUpResult> CheckAsync(
        PortalAccount account,
        Guid session,
        StepUpPurpose purpose,
        string? typed,
        CancellationToken ct
    )
    {
        var code = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c) && c is not '-'));
        var now = clock.GetInstant();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var latest = await db
            .MailedCodes.AsNoTracking()
            .Where(c => c.AccountId == account.Id && c.SessionId == session && c.Purpose == purpose.Key)
            .OrderByDescending(c => c.SentAt)
            .FirstOrDefaultAsync(ct);
        if (latest is null || latest.ExpiresAt <= now)
            return StepUpResult.CodeExpired;
        if (
            !await ChangeAsync(
                db,
                () =>
                    db
                        .MailedCodes.Where(c => c.Id == latest.Id && c.AttemptsLeft > 0)
                        .ExecuteUpdateAsync(s => s.SetProperty(c => c.AttemptsLeft, c => c.AttemptsLeft - 1), ct),
                ct
            )
        )
        {
            return StepUpResult.CodeSpent;
        }

        if (
            code.Length != Digits
            || hasher.VerifyHashedPassword(account, latest.Hash, code) is PasswordVerificationResult.Failed
        )
        {
            return StepUpResult.WrongCode;
        }
        // A code works once: of two simultaneous requests, the second finds it used.
        return await ChangeAsync(
            db,
            () =>
                db
                    .MailedCodes.Where(c => c.Id == latest.Id && !c.IsUsed)
                    .ExecuteUpdateAsync(
                        s => s.SetProperty(c => c.AttemptsLeft, 0).SetProperty(c => c.IsUsed, true),
                        ct
                    ),
            ct
        )
            ? StepUpResult.Confirmed
            : StepUpResult.CodeSpent;
    }

    private static async Task<bool> ChangeAsync(PortalDbContext db, Func<Task<int>> change, CancellationToken ct)
    {
        await using var write = await db.BeginWriteAsync(ct);
        var changed = await change() == 1;
        await write.CommitAsync(ct);
        return changed;
    }
}
