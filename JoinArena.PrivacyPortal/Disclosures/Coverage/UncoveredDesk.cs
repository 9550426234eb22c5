using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>Where the team works through what no clause covers.</summary>
public sealed class UncoveredDesk(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Cases, or disclosures of one, shown at once.</summary>
    public const int PageSize = 25;

    /// <summary>What the change feed calls the cases.</summary>
    public const string Subject = "uncovered-cases";

    /// <summary>Cases that pass the filter, those with the latest disclosure first.</summary>
    public async Task<CasePage> ListAsync(CaseFilter filter, EntryCursor? from, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var cases = filter.Of(db.UncoveredCases.AsNoTracking());
        if (from is { Time: var time, Id: var id }) cases = cases.Where(c => c.LastAt <= time && (c.LastAt < time || c.Id.CompareTo(id) < 0));
        var found = await (from c in cases
                           join party in db.Parties on c.PartyId equals party.Id
                           orderby c.LastAt descending, c.Id descending
                           select new CaseLine(c, party.Name)).Take(PageSize + 1).ToListAsync(ct);
        return new([.. found.Take(PageSize)], found.Count > PageSize ? new(found[PageSize - 1].Case.LastAt, found[PageSize - 1].Case.Id) : null);
    }

    /// <summary>How many are open, and how many of those had been fixed.</summary>
    public async Task<(int Open, int Again)> OpenAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var open = db.UncoveredCases.Where(c => c.State == CaseState.Open && c.Times > 0);
        return (await open.CountAsync(ct), await open.CountAsync(c => c.ReopenedAt != null, ct));
    }

    /// <summary>One case with its history, the latest first; null when there is none of that id.</summary>
    public async Task<UncoveredCaseFile?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await (from c in db.UncoveredCases.AsNoTracking() where c.Id == id join party in db.Parties on c.PartyId equals party.Id select new { c, party.Name, party.Kind }).SingleOrDefaultAsync(ct);
        if (found is null) return null;
        return new(found.c, found.Name, found.Kind, await db.CaseEvents.AsNoTracking().Where(e => e.CaseId == id).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).ToListAsync(ct));
    }

    /// <summary>The disclosures of a case, newest first.</summary>
    public async Task<BehindPage> BehindAsync(UncoveredCase of, EntryCursor? from, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await Behind(db, of, from).Take(PageSize + 1).ToListAsync(ct);
        return new([.. found.Take(PageSize)], found.Count > PageSize ? new(found[PageSize - 1].Time, found[PageSize - 1].Id) : null);
    }

    /// <summary>Takes down what an officer has decided, with its trail.</summary>
    /// <param name="id">Which case.</param>
    /// <param name="decision">What they decided.</param>
    /// <param name="officer">Their sign-in.</param>
    /// <param name="officers">Everybody who may own one, by their sign-ins.</param>
    /// <param name="ct">Stops.</param>
    public async Task<Result<Guid, UncoveredRefusal>> DecideAsync(Guid id, CaseDecision decision, string officer, IReadOnlyCollection<string> officers, CancellationToken ct)
    {
        decision = decision with { Note = string.IsNullOrWhiteSpace(decision.Note) ? null : decision.Note.Trim(), Owner = string.IsNullOrEmpty(decision.Owner) ? null : decision.Owner };
        if (decision.Note?.Length > UncoveredCase.LongestNote) return UncoveredRefusal.NoteTooLong;
        if (decision is { State: CaseState.Explained, Note: null }) return UncoveredRefusal.NoteNeeded;

        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (await db.UncoveredCases.SingleOrDefaultAsync(c => c.Id == id, ct) is not { } found) return UncoveredRefusal.NotFound;
        if (found.Revision != decision.Seen) return UncoveredRefusal.ChangedMeanwhile;
        // Whoever owned it may have left the team since.
        if (decision.Owner is not null && decision.Owner != found.Owner && !officers.Contains(decision.Owner, StringComparer.OrdinalIgnoreCase)) return UncoveredRefusal.NotAnOfficer;

        var now = clock.GetInstant();
        found.Decide(decision, now);
        db.CaseEvents.Add(CaseEvent.Of(found, CaseEventKind.Decided, officer, now));
        db.AnnounceChange(Subject);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return UncoveredRefusal.ChangedMeanwhile;
        }

        await write.CommitAsync(ct);
        return id;
    }

    internal static IQueryable<BehindCase> Behind(PortalDbContext db, UncoveredCase of, EntryCursor? from)
    {
        var (party, purpose, category) = (of.PartyId, of.Purpose, of.Category);
        var rows = db.Disclosures.AsNoTracking().Uncovered().Where(d => d.PartyId == party && d.Purpose == purpose && d.Items.Any(i => i.Category == category && i.Clause == null));
        return (from is null ? rows : from.Behind(rows)).NewestFirst().Select(d => new BehindCase(d.Id, d.Time, d.WorkerId, d.Direction, d.Source, d.EventId, d.Standing, d.Version, d.ReportedAs));
    }
}

/// <summary>Which cases to show; kept in the address.</summary>
/// <param name="State">How far they are; null for all.</param>
/// <param name="PartyId">Of which party.</param>
/// <param name="Owner">Whose, by their sign-in.</param>
/// <param name="OnlyBroken">Without those that only came before any version was accepted.</param>
public sealed record CaseFilter(CaseState? State = null, string? PartyId = null, string? Owner = null, bool OnlyBroken = false)
{
    internal IQueryable<UncoveredCase> Of(IQueryable<UncoveredCase> cases)
    {
        // What has been taken back altogether is of interest only where somebody has said something about it.
        cases = cases.Where(c => c.Times > 0 || c.State != CaseState.Open);
        if (State is { } state) cases = cases.Where(c => c.State == state);
        if (PartyId is { } party) cases = cases.Where(c => c.PartyId == party);
        if (Owner is { } owner) cases = cases.Where(c => c.Owner == owner);
        return OnlyBroken ? cases.Where(c => c.UnderNoClause > 0) : cases;
    }
}

/// <summary>Some cases.</summary>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record CasePage(IReadOnlyList<CaseLine> Cases, EntryCursor? Next);

/// <summary>A case in the list.</summary>
public sealed record CaseLine(UncoveredCase Case, string PartyName);

/// <summary>All there is about a case, but for the disclosures.</summary>
public sealed record UncoveredCaseFile(UncoveredCase Case, string PartyName, PartyKind PartyKind, IReadOnlyList<CaseEvent> History);

/// <summary>Some disclosures of a case.</summary>
public sealed record BehindPage(IReadOnlyList<BehindCase> Disclosures, EntryCursor? Next);

/// <summary>One disclosure of a case, as the team sees it.</summary>
public sealed record BehindCase(Guid Id, DateTimeOffset Time, string WorkerId, Direction Direction, string Source, string EventId, Standing Standing, string? Version, string? ReportedAs);

/// <summary>Why a decision was not taken down.</summary>
public enum UncoveredRefusal
{
    NotFound,

    /// <summary>What is explained has an explanation.</summary>
    NoteNeeded,
    NoteTooLong,
    NotAnOfficer,

    /// <summary>Somebody else decided something, or another one came, since the page was opened.</summary>
    ChangedMeanwhile,
}
