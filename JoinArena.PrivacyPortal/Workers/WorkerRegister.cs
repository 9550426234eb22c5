using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Workers;

/// <summary>The workers JoinArena has announced.</summary>
public sealed class WorkerRegister(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Announces a worker, or says what has changed about one.</summary>
    /// <returns>Whether it is a new worker; or each field that is wrong, and then nothing is changed.</returns>
    public async Task<Result<AnnouncedWorker, InvalidFields>> AnnounceAsync(
        string id,
        WorkerAnnouncement said,
        CancellationToken ct
    )
    {
        var errors = said.Validate(id);
        if (errors.Count > 0)
            return new InvalidFields(errors);

        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var email = Worker.NormalizeEmail(said.Email!);
        if (await db.Workers.AnyAsync(w => w.NormalizedEmail == email && w.Id != id, ct))
        {
            return new InvalidFields(
                new FieldError("/email", "Another worker has this address; each worker needs one of their own.")
            );
        }

        var worker = await db.Workers.SingleOrDefaultAsync(w => w.Id == id, ct);
        var isNew = worker is null;
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
                    AnnouncedAt = clock.GetInstant(),
                }
            )
            .Entity;
        said.CopyTo(worker, email);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return new AnnouncedWorker(id, isNew);
    }

    /// <summary>The worker with this confirmed address, or null while JoinArena has announced none.</summary>
    public async Task<Worker?> FindByEmailAsync(string confirmedEmail, CancellationToken ct)
    {
        var email = Worker.NormalizeEmail(confirmedEmail);
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Workers.AsNoTracking().SingleOrDefaultAsync(w => w.NormalizedEmail == email, ct);
    }

    /// <summary>The worker with JoinArena's id.</summary>
    public async Task<Worker?> FindAsync(string id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Workers.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id, ct);
    }
}

/// <summary>A worker that stands in the register.</summary>
public sealed record AnnouncedWorker(string Id, bool IsNew);
