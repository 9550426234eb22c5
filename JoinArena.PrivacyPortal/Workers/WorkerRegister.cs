using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Faults;
using JoinArena.PrivacyPortal.Shell;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Workers;

/// <summary>The workers JoinArena has announced.</summary>
public sealed class WorkerRegister(
    IDbContextFactory<PortalDbContext> contexts,
    TimeProvider clock,
    params IEnumerable<IWorkerEmailChangeParticipant> participants
)
{
    /// <summary>Adds a worker, or updates one.</summary>
    /// <returns>The worker's id and if it is new, or every wrong field. Then nothing was changed.</returns>
    public async Task<Result<AnnouncedWorker, InvalidFields>> AnnounceAsync(
        string id,
        WorkerAnnouncement announcement,
        CancellationToken ct
    )
    {
        var errors = announcement.Validate(id);
        if (errors.Count > 0)
            return new InvalidFields(errors);

        // The worker, or another one with this address, may be announced at the same moment; the next try finds them.
        return await WriteRetry.RunAsync(() => AnnounceOnceAsync(id, announcement, ct));
    }

    private async Task<Result<AnnouncedWorker, InvalidFields>> AnnounceOnceAsync(
        string id,
        WorkerAnnouncement announcement,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var email = EmailAddress.GetKey(announcement.Email!);
        if (await db.Workers.AnyAsync(w => w.NormalizedEmail == email && w.Id != id, ct))
        {
            return new InvalidFields(
                new FieldError("/email", "Another worker has this email address. Give each worker a different one.")
            );
        }

        var now = clock.GetInstant();
        var worker = await db.Workers.SingleOrDefaultAsync(w => w.Id == id, ct);
        var former = worker?.Email;
        worker ??= db
            .Workers.Add(
                new Worker
                {
                    Id = id,
                    Email = "",
                    NormalizedEmail = "",
                    Name = "",
                    Jurisdiction = "",
                    Locale = "",
                    TimeZone = "",
                    AnnouncedAt = now,
                    EmailSince = now,
                }
            )
            .Entity;
        announcement.CopyTo(worker);
        if (former is not null && EmailAddress.GetKey(former) != email)
            await ChangeEmailAsync(db, new(worker, former, GetTimeAfter(worker.EmailSince, now)), ct);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return new AnnouncedWorker(id, former is null);
    }

    // Stored instants are whole milliseconds: a change in the same one would look like no change.
    private static DateTimeOffset GetTimeAfter(DateTimeOffset former, DateTimeOffset now) =>
        now > former ? now : former.AddMilliseconds(1);

    private async Task ChangeEmailAsync(PortalDbContext db, WorkerEmailChange change, CancellationToken ct)
    {
        change.Worker.EmailSince = change.At;
        foreach (var participant in participants)
            await participant.OnEmailChangedAsync(db, change, ct);
    }

    /// <summary>The worker with this confirmed email address, or null if JoinArena has not announced one.</summary>
    public async Task<Worker?> FindByEmailAsync(string confirmedEmail, CancellationToken ct)
    {
        var email = EmailAddress.GetKey(confirmedEmail);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Workers.AsNoTracking().SingleOrDefaultAsync(w => w.NormalizedEmail == email, ct);
    }

    /// <summary>The worker with this id of JoinArena, or null.</summary>
    public async Task<Worker?> FindAsync(string id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Workers.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id, ct);
    }
}

/// <summary>The answer to an announcement.</summary>
public sealed record AnnouncedWorker(string Id, bool IsNew);
