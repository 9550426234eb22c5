using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Sources;

/// <summary>Which systems report, and how far what they have reported can be relied on.</summary>
public sealed class SourceRegister(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    private static readonly TimeSpan s_clockSkew = TimeSpan.FromMinutes(5);

    /// <summary>Announces a source, or says what has changed about one.</summary>
    /// <returns>Whether it is new; or each field that is wrong, and then nothing is changed.</returns>
    public async Task<Result<SourceAnnounced, InvalidFields>> AnnounceAsync(
        string id,
        SourceAnnouncement said,
        CancellationToken ct
    )
    {
        var errors = said.Validate(id, clock.GetInstant() + s_clockSkew);
        if (errors.Count > 0)
            return new InvalidFields(errors);

        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var source = await db.Sources.SingleOrDefaultAsync(s => s.Id == id, ct);
        var isNew = source is null;
        source ??= db
            .Sources.Add(
                new()
                {
                    Id = id,
                    Name = "",
                    CompleteSince = default,
                    Covers = [],
                }
            )
            .Entity;
        (source.Name, source.CompleteSince, source.Covers) = (
            said.Name!.Trim(),
            said.CompleteSince!.Value.ToInstant(),
            said.Kinds
        );
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return new SourceAnnounced(id, isNew);
    }

    /// <summary>
    /// Notes that a source is there and has reported everything until an instant; an earlier one than it said before
    /// changes nothing.
    /// </summary>
    public async Task<Result<SourceSummary, HeartbeatError>> RecordHeartbeatAsync(
        string id,
        DateTimeOffset completeUntil,
        CancellationToken ct
    )
    {
        var now = clock.GetInstant();
        if (completeUntil > now + s_clockSkew)
            return HeartbeatError.Future;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (await db.Sources.SingleOrDefaultAsync(s => s.Id == id, ct) is not { } source)
            return HeartbeatError.UnknownSource;
        var until = completeUntil.ToInstant();
        (source.CompleteUntil, source.HeardAt) = (source.CompleteUntil > until ? source.CompleteUntil : until, now);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return SourceSummary.FromSource(source);
    }

    /// <summary>How far the book is complete: what a worker's page says above its list.</summary>
    public async Task<Completeness> GetCompletenessAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return new([
            .. (await db.Sources.AsNoTracking().OrderBy(s => s.Id).ToListAsync(ct)).Select(SourceSummary.FromSource),
        ]);
    }
}

/// <summary>A source as it stands.</summary>
public sealed record SourceSummary(
    string Id,
    string Name,
    DateTimeOffset CompleteSince,
    DateTimeOffset? CompleteUntil,
    DateTimeOffset? HeardAt,
    IReadOnlyList<PartyKind> Covers
)
{
    internal static SourceSummary FromSource(Source s) =>
        new(s.Id, s.Name, s.CompleteSince, s.CompleteUntil, s.HeardAt, [.. s.Covers]);
}

/// <summary>"Complete since …; not covered: …; last heard …".</summary>
/// <param name="Sources">Every source that has been announced.</param>
public sealed record Completeness(IReadOnlyList<SourceSummary> Sources)
{
    /// <summary>
    /// From when on every announced source tells all it covers; null while none is announced, and then nothing is known
    /// to be complete.
    /// </summary>
    public DateTimeOffset? CompleteSince => Sources.Count == 0 ? null : Sources.Max(s => s.CompleteSince);

    /// <summary>
    /// Up to when every source has said that it has reported everything; null where one has never said so.
    /// </summary>
    public DateTimeOffset? CompleteUntil =>
        Sources.Count == 0 || Sources.Any(s => s.CompleteUntil is null) ? null : Sources.Min(s => s.CompleteUntil);

    /// <summary>When the source that has been silent longest was last heard; null where one never was.</summary>
    public DateTimeOffset? LastHeard =>
        Sources.Count == 0 || Sources.Any(s => s.HeardAt is null) ? null : Sources.Min(s => s.HeardAt);

    /// <summary>Kinds of party no source reports on.</summary>
    public IReadOnlyList<PartyKind> NotCovered =>
        [.. Enum.GetValues<PartyKind>().Except(Sources.SelectMany(s => s.Covers))];
}

/// <summary>A source that stands in the book.</summary>
public sealed record SourceAnnounced(string Id, bool IsNew);

/// <summary>Why a heartbeat was not taken.</summary>
public enum HeartbeatError
{
    UnknownSource,

    /// <summary>It claims to have reported what has not happened yet.</summary>
    Future,
}

/// <summary>What JoinArena says of a source.</summary>
/// <param name="Name">What a person calls it.</param>
/// <param name="CompleteSince">From when on it reports everything.</param>
/// <param name="Covers">Kinds of party it reports on.</param>
public sealed record SourceAnnouncement(string? Name, DateTimeOffset? CompleteSince, IReadOnlyList<string>? Covers)
{
    internal List<PartyKind> Kinds =>
        [.. (Covers ?? []).Select(c => KebabCase.TryParse<PartyKind>(c, out var kind) ? kind : default).Distinct()];

    internal IReadOnlyList<FieldError> Validate(string id, DateTimeOffset latest)
    {
        var errors = new List<FieldError>();
        if (id is not { Length: > 0 and <= 200 } || id.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
        {
            errors.Add(
                new(
                    "/source",
                    "Give the source as its events name it, 1 to 200 characters without spaces; a slash in it as %2F."
                )
            );
        }

        if (string.IsNullOrWhiteSpace(Name) || Name.Length > 200)
            errors.Add(new("/name", "Give the system's name, at most 200 characters."));
        if (CompleteSince is null)
            errors.Add(new("/completeSince", "Give an RFC 3339 instant, such as 2026-11-20T10:15:00Z."));
        else if (CompleteSince > latest)
            errors.Add(new("/completeSince", "This lies in the future."));
        if (Covers is null or [])
            errors.Add(new("/covers", $"Give at least one of {string.Join(", ", KebabCase.GetNames<PartyKind>())}."));
        for (var i = 0; i < (Covers?.Count ?? 0); i++)
        {
            if (!KebabCase.TryParse<PartyKind>(Covers![i], out _))
                errors.Add(new($"/covers/{i}", $"Give one of {string.Join(", ", KebabCase.GetNames<PartyKind>())}."));
        }

        return errors;
    }
}
