using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Requests.ClosedAccounts;

/// <summary>Lets somebody who has closed their account still see what became of what they asked for.</summary>
public sealed class TrackingLinkService(
    IDbContextFactory<PortalDbContext> contexts,
    DeadlineRules rules,
    IStringLocalizer<SharedResource> words,
    TimeProvider clock
)
{
    /// <summary>How long an address works; longer than any law here gives a party to answer.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    private const int SecretBytes = 32;

    /// <summary>Makes a secret address, and mails it: it is shown nowhere again.</summary>
    /// <returns>Its path; null where the worker has asked for nothing that could be followed.</returns>
    public async Task<string?> CreateAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.DeletionRequests.AnyAsync(r => r.WorkerId == workerId && r.ConfirmedAt != null, ct))
            return null;

        var (now, secret) = (clock.GetInstant(), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)));
        var worker = await db.Workers.SingleAsync(w => w.Id == workerId, ct);
        db.TrackingLinks.Add(
            new()
            {
                WorkerId = workerId,
                Hash = HashOf(secret),
                CreatedAt = now,
                ExpiresAt = now + Lifetime,
            }
        );
        // By mail alone: in the inbox the secret would be kept.
        db.Notices.SendToAddress(
            worker.Email,
            worker.Name,
            new(
                words["Follow your deletion request without an account"],
                [
                    words[
                        "Your account is closed. At this address you still see what becomes of your deletion requests, for a year. Whoever has it can see them too: keep it to yourself."
                    ],
                ],
                PathOf(secret)
            ),
            now
        );
        await db.SaveChangesAsync(ct);
        return PathOf(secret);
    }

    /// <summary>The requests a secret address shows, newest first; null if it is none, or has expired.</summary>
    public async Task<IReadOnlyList<TrackedRequest>?> FindAsync(string secret, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await FindWorkerIdByHashAsync(db, secret, ct) is not { } worker)
            return null;
        var numbers = await db
            .DeletionRequests.Where(r => r.WorkerId == worker && r.ConfirmedAt != null)
            .OrderByDescending(r => r.ConfirmedAt)
            .Select(r => r.Number)
            .ToListAsync(ct);
        var found = new List<TrackedRequest>();
        foreach (var number in numbers)
        {
            found.Add(
                (
                    await RequestQueries.FindTrackedAsync(
                        db,
                        db.DeletionRequests.Where(r => r.Number == number),
                        rules,
                        ct
                    )
                )!
            );
        }

        return found;
    }

    /// <summary>Whose requests it shows; null if it is no such address, or has expired.</summary>
    public async Task<string?> FindWorkerIdAsync(string secret, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindWorkerIdByHashAsync(db, secret, ct);
    }

    private Task<string?> FindWorkerIdByHashAsync(PortalDbContext db, string secret, CancellationToken ct)
    {
        var (hash, now) = (HashOf(secret), clock.GetInstant());
        return db
            .TrackingLinks.Where(l => l.Hash == hash && l.ExpiresAt > now)
            .Select(l => (string?)l.WorkerId)
            .SingleOrDefaultAsync(ct);
    }

    private static string PathOf(string secret) => $"/deletion/follow/{secret}";

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
