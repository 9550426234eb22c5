using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Faults;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Acceptance.InterviewNotices;

/// <summary>Records and reads what workers were told before their interviews.</summary>
public sealed class InterviewNoticeService(
    IDbContextFactory<PortalDbContext> contexts,
    PortalKey key,
    PublicAddress portal,
    TimeProvider clock
)
{
    /// <summary>The value of <c>type</c> in a receipt.</summary>
    public const string ReceiptType = "interview-notice-receipt";

    /// <summary>Records that the worker read the notice. The same notice again changes nothing; another is refused.</summary>
    /// <param name="recordedBy">The name of the API key.</param>
    public async Task<Result<RecordedNotice, NoticeError>> RecordAsync(
        string workerId,
        string interviewId,
        NoticeAnnouncement announcement,
        string recordedBy,
        CancellationToken ct
    )
    {
        var errors = announcement.Validate(interviewId, clock.GetInstant());
        if (errors.Count > 0)
            return new NoticeError.Invalid(new(errors));
        // The same notice may come on another connection after we looked; the next try finds it.
        return await WriteRetry.RunAsync(() => TryRecordAsync(workerId, interviewId, announcement, recordedBy, ct));
    }

    /// <summary>The notice before one interview of this worker; null if none was recorded.</summary>
    public async Task<InterviewNotice?> FindAsync(string workerId, string interviewId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .InterviewNotices.AsNoTracking()
            .SingleOrDefaultAsync(n => n.WorkerId == workerId && n.InterviewId == interviewId, ct);
    }

    /// <summary>The worker's notices, oldest first.</summary>
    public async Task<IReadOnlyList<InterviewNotice>> ListAsync(string workerId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .InterviewNotices.AsNoTracking()
            .Where(n => n.WorkerId == workerId)
            .OrderBy(n => n.ReadAt)
            .ThenBy(n => n.Id)
            .ToListAsync(ct);
    }

    private async Task<Result<RecordedNotice, NoticeError>> TryRecordAsync(
        string workerId,
        string interviewId,
        NoticeAnnouncement announcement,
        string recordedBy,
        CancellationToken ct
    )
    {
        var text = announcement.ToText();
        var sha256 = text.ComputeSha256();
        _ = Rfc3339.TryParse(announcement.ReadAt, out var parsed);
        var readAt = parsed.ToInstant();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (!await db.Set<Worker>().AnyAsync(w => w.Id == workerId, ct))
            return new NoticeError.UnknownWorker();
        var known = await db
            .InterviewNotices.AsNoTracking()
            .SingleOrDefaultAsync(n => n.WorkerId == workerId && n.InterviewId == interviewId, ct);
        if (known is not null)
        {
            return known.TextSha256 == sha256 && known.ReadAt == readAt
                ? new RecordedNotice(known, IsNew: false)
                : new NoticeError.OtherRecorded();
        }

        var id = Guid.CreateVersion7();
        var recordedAt = clock.GetInstant();
        var receipt = new JsonObject
        {
            ["type"] = ReceiptType,
            ["id"] = id.ToString(),
            ["issuedAt"] = recordedAt.ToIso(),
            ["readAt"] = readAt.ToIso(),
            ["worker"] = workerId,
            ["interview"] = interviewId,
            ["publisher"] = portal.Root.AbsoluteUri,
            ["notice"] = text.ToJson(),
            ["sha256"] = sha256,
        };
        var notice = new InterviewNotice
        {
            Id = id,
            WorkerId = workerId,
            InterviewId = interviewId,
            Text = text,
            TextSha256 = sha256,
            ReadAt = readAt,
            RecordedAt = recordedAt,
            RecordedBy = recordedBy,
            Receipt = key.Sign($"{CanonicalJson.Write(receipt)}\n").ToString(),
        };
        await db.AddInterviewNoticeAsync(notice, ct);
        db.PublishChange(workerId);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return new RecordedNotice(notice, IsNew: true);
    }
}

/// <summary>A notice that is recorded.</summary>
/// <param name="IsNew">False if it had been recorded before.</param>
public sealed record RecordedNotice(InterviewNotice Notice, bool IsNew);

/// <summary>Why a notice was not recorded.</summary>
public abstract record NoticeError
{
    /// <summary>Something in the body is wrong.</summary>
    public sealed record Invalid(InvalidFields Fields) : NoticeError;

    /// <summary>The worker was not announced.</summary>
    public sealed record UnknownWorker : NoticeError;

    /// <summary>Another notice, or another time, is recorded for this interview, and stays.</summary>
    public sealed record OtherRecorded : NoticeError;
}
