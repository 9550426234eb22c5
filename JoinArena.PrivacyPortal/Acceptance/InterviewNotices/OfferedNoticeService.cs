using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Faults;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Acceptance.InterviewNotices;

/// <summary>Keeps the notices that the portal shows, and records that the worker has read one.</summary>
public sealed class OfferedNoticeService(
    IDbContextFactory<PortalDbContext> contexts,
    InterviewNoticeService notices,
    TimeProvider clock
)
{
    /// <summary>Who recorded a notice that was read here.</summary>
    internal const string RecordedBy = "this portal";

    /// <summary>
    /// Offers a notice, or replaces one that was not read yet. The same words again change nothing, read or not.
    /// </summary>
    /// <param name="offeredBy">The name of the API key.</param>
    public async Task<Result<ShownNotice, NoticeError>> OfferAsync(
        string workerId,
        string interviewId,
        NoticeOffer offer,
        string offeredBy,
        CancellationToken ct
    )
    {
        // A time that is always valid: when it is read is not known yet.
        var announcement = offer.ToAnnouncement(clock.GetInstant());
        if (announcement.Validate(interviewId, clock.GetInstant()) is { Count: > 0 } errors)
            return new NoticeError.Invalid(new(errors));
        // The same notice may come on another connection after we looked; the next try finds it.
        return await WriteRetry.RunAsync(() =>
            TryOfferAsync(workerId, interviewId, announcement.ToText(), offeredBy, ct)
        );
    }

    /// <summary>A notice that was offered to this worker, with when they read it; null if it is not theirs.</summary>
    public async Task<ShownNotice?> FindAsync(string workerId, Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var offered = await db
            .OfferedNotices.AsNoTracking()
            .SingleOrDefaultAsync(n => n.WorkerId == workerId && n.Id == id, ct);
        return offered is null ? null : new(offered, await FindReadAtAsync(db, workerId, offered.InterviewId, ct));
    }

    /// <summary>Records that the worker has read the notice now. Reading it again changes nothing.</summary>
    /// <param name="shown">The notice.</param>
    /// <param name="textSha256">SHA-256 of the words that were on the page.</param>
    /// <returns>False if other words are offered by now, so that nothing was recorded.</returns>
    public async Task<bool> ReadAsync(ShownNotice shown, string? textSha256, CancellationToken ct)
    {
        var (offered, readAt) = shown;
        if (readAt is not null)
            return true;
        if (textSha256 != offered.Text.ComputeSha256())
            return false;
        var read = NoticeAnnouncement.FromText(offered.Text, clock.GetInstant());
        var recorded = await notices.RecordAsync(offered.WorkerId, offered.InterviewId, read, RecordedBy, ct);
        // Read on two connections at once: the other one has recorded it.
        return recorded.IsSuccess
            || recorded.Error is NoticeError.OtherRecorded
                && await FindAsync(offered.WorkerId, offered.Id, ct) is { ReadAt: not null };
    }

    private async Task<Result<ShownNotice, NoticeError>> TryOfferAsync(
        string workerId,
        string interviewId,
        NoticeText text,
        string offeredBy,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (!await db.Workers.AnyAsync(w => w.Id == workerId, ct))
            return new NoticeError.UnknownWorker();
        var read = await db
            .InterviewNotices.AsNoTracking()
            .SingleOrDefaultAsync(n => n.WorkerId == workerId && n.InterviewId == interviewId, ct);
        if (read is not null && read.TextSha256 != text.ComputeSha256())
            return new NoticeError.OtherRecorded();

        var now = clock.GetInstant();
        var offered = await db.OfferedNotices.SingleOrDefaultAsync(
            n => n.WorkerId == workerId && n.InterviewId == interviewId,
            ct
        );
        if (offered is null)
        {
            offered = db
                .OfferedNotices.Add(
                    new()
                    {
                        WorkerId = workerId,
                        InterviewId = interviewId,
                        Text = text,
                        OfferedAt = now,
                        OfferedBy = offeredBy,
                    }
                )
                .Entity;
        }
        else if (offered.Text.ComputeSha256() != text.ComputeSha256())
        {
            offered.Text = text;
            offered.OfferedAt = now;
            offered.OfferedBy = offeredBy;
        }

        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return new ShownNotice(offered, read?.ReadAt);
    }

    private static Task<DateTimeOffset?> FindReadAtAsync(
        PortalDbContext db,
        string workerId,
        string interviewId,
        CancellationToken ct
    ) =>
        db
            .InterviewNotices.Where(n => n.WorkerId == workerId && n.InterviewId == interviewId)
            .Select(n => (DateTimeOffset?)n.ReadAt)
            .SingleOrDefaultAsync(ct);
}

/// <summary>A notice that the portal shows.</summary>
/// <param name="ReadAt">When the worker read it; null if they have not.</param>
public sealed record ShownNotice(OfferedNotice Offered, DateTimeOffset? ReadAt);
