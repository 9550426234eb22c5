using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Requests.ClosedAccounts;

/// <summary>Lets a worker who has closed their account follow their requests with a secret link.</summary>
public sealed class TrackingLinkService(
    IDbContextFactory<PortalDbContext> contexts,
    DeadlineRules rules,
    IStringLocalizer<SharedResource> words,
    TimeProvider clock
)
{
    /// <summary>How long a link works: longer than any law here gives a party to answer.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    private const int SecretBytes = 32;

    /// <summary>Creates a link and emails it. We cannot show it again.</summary>
    /// <returns>Its path; null if the worker has no confirmed request to follow.</returns>
    public async Task<string?> CreateAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.DeletionRequests.AnyAsync(r => r.WorkerId == workerId && r.ConfirmedAt != null, ct))
            return null;

        var now = clock.GetInstant();
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var worker = await db.Workers.SingleAsync(w => w.Id == workerId, ct);
        db.TrackingLinks.Add(
            new()
            {
                WorkerId = workerId,
                Hash = ComputeHash(secret),
                CreatedAt = now,
                ExpiresAt = now + Lifetime,
            }
        );
        // By email only: the inbox would store the secret.
        db.Notices.SendToAddress(
            worker.Email,
            worker.Name,
            new(
                words["Follow your deletion request without an account"],
                [
                    words[
                        "Your account is closed. With this link you can follow your deletion requests for a year. "
                            + "Anyone who has the link can see them too, so keep it to yourself."
                    ],
                ],
                CreatePath(secret)
            ),
            now
        );
        await db.SaveChangesAsync(ct);
        return CreatePath(secret);
    }

    /// <summary>
    /// The requests that a link shows, newest first; null if there is no such link, or it has expired. Of those that are
    /// withheld it has no content: who closed the account may be someone else than who asked.
    /// </summary>
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
            var which = db.DeletionRequests.Where(r => r.Number == number);
            var request = (await RequestQueries.FindTrackedAsync(db, which, rules, ct))!;
            found.Add(request.IsWithheld ? request.Withhold() : request);
        }

        return found;
    }

    /// <summary>The worker whose requests a link shows; null if there is no such link, or it has expired.</summary>
    public async Task<string?> FindWorkerIdAsync(string secret, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindWorkerIdByHashAsync(db, secret, ct);
    }

    private Task<string?> FindWorkerIdByHashAsync(PortalDbContext db, string secret, CancellationToken ct)
    {
        var hash = ComputeHash(secret);
        var now = clock.GetInstant();
        return db
            .TrackingLinks.Where(l => l.Hash == hash && l.ExpiresAt > now)
            .Select(l => (string?)l.WorkerId)
            .SingleOrDefaultAsync(ct);
    }

    private static string CreatePath(string secret) => $"/deletion/follow/{secret}";

    private static byte[] ComputeHash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
