using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Sources;

/// <summary>The systems that report, and how complete their reports are.</summary>
public sealed class SourceRegister(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Announces a source, or replaces everything that was announced about one.</summary>
    /// <returns>The source; or each field that is wrong, and then nothing is changed.</returns>
    public async Task<Result<SourceAnnounced, InvalidFields>> AnnounceAsync(
        string id,
        SourceAnnouncement announcement,
        CancellationToken ct
    )
    {
        var errors = announcement.Validate(id, clock.GetInstant() + ClockSkew.Allowed);
        if (errors.Count > 0)
            return new InvalidFields(errors);

        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var source = await db.Sources.SingleOrDefaultAsync(s => s.Id == id, ct);
        var isNew = source is null;
        var name = announcement.Name!.Trim();
        _ = Rfc3339.TryParse(announcement.CompleteSince, out var since);
        var completeSince = since.ToInstant();
        if (source is null)
        {
            db.Sources.Add(
                new()
                {
                    Id = id,
                    Name = name,
                    CompleteSince = completeSince,
                    Covers = announcement.Kinds,
                }
            );
        }
        else
        {
            source.Name = name;
            source.CompleteSince = completeSince;
            source.Covers = announcement.Kinds;
        }

        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return new SourceAnnounced(id, isNew);
    }

    /// <summary>What would have to be announced to leave the source as it is; null if there is no such source.</summary>
    public async Task<SourceAnnouncement?> FindAnnouncementAsync(string id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var source = await db.Sources.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct);
        return source is null
            ? null
            : new(source.Name, Rfc3339.Write(source.CompleteSince), [.. source.Covers.Select(KebabCase.ToKebabCase)]);
    }

    /// <summary>
    /// Records that a source has just been heard and has reported everything until an instant. An instant before its last
    /// one changes only when it was heard.
    /// </summary>
    public async Task<Result<SourceSummary, HeartbeatError>> RecordHeartbeatAsync(
        string id,
        DateTimeOffset completeUntil,
        CancellationToken ct
    )
    {
        var now = clock.GetInstant();
        if (completeUntil > now + ClockSkew.Allowed)
            return HeartbeatError.Future;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (await db.Sources.SingleOrDefaultAsync(s => s.Id == id, ct) is not { } source)
            return HeartbeatError.UnknownSource;
        var until = completeUntil.ToInstant();
        source.CompleteUntil = source.CompleteUntil > until ? source.CompleteUntil : until;
        source.HeardAt = now;
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return SourceSummary.FromSource(source);
    }

    /// <summary>How complete the disclosures are, for the line above a worker's list.</summary>
    public async Task<Completeness> GetCompletenessAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var sources = await db.Sources.AsNoTracking().OrderBy(s => s.Id).ToListAsync(ct);
        return new([.. sources.Select(SourceSummary.FromSource)]);
    }
}

/// <summary>A source that has been announced.</summary>
public sealed record SourceAnnounced(string Id, bool IsNew);

/// <summary>Why a heartbeat was not accepted.</summary>
public enum HeartbeatError
{
    UnknownSource,

    /// <summary>It claims to be complete until an instant in the future.</summary>
    Future,
}
