using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>All that a group of reports refers to, loaded with one query a kind inside the transaction that takes them.</summary>
internal sealed class KnownThings
{
    /// <summary>Hashes of what is in the book under each of the group's ids; null where none was kept.</summary>
    public required Dictionary<EventRef, byte[]?> Events { get; init; }

    /// <summary>Reports that an amendment is about.</summary>
    public required HashSet<EventRef> Amended { get; init; }

    /// <summary>Events the group's amendments refer to which are amendments themselves.</summary>
    public required HashSet<EventRef> Amending { get; init; }

    /// <summary>Each worker's key in the ledger; null for one whose trail has not begun.</summary>
    public required Dictionary<string, byte[]?> Workers { get; init; }

    public required Dictionary<string, PartyKind> Parties { get; init; }

    public required AcceptedVersions Accepted { get; init; }

    public required Dictionary<(string Worker, string Item), KnownItem> Items { get; init; }

    public static async Task<KnownThings> LoadAsync(PortalDbContext db, AcceptanceBook acceptances, IReadOnlyList<Report> reports, CancellationToken ct)
    {
        // One parameter a list, whatever its length: the statement stays the same and is prepared once.
        string[] sources = [.. reports.Select(r => r.Source).Distinct()], ids = [.. reports.Select(r => r.EventId).Distinct()], workers = [.. reports.Select(r => r.WorkerId).Distinct()];
        var told = reports.OfType<DisclosureReport>().ToList();
        string[] parties = [.. told.Select(r => r.PartyId).Distinct()], items = [.. told.SelectMany(r => r.Items).Select(i => i.Id).Distinct()];
        var (allWorkers, keys, amendments) = (db.Set<Worker>(), db.Set<Ledger.SubjectKey>(), db.Amendments.AsNoTracking());

        var taken = await db.Disclosures.Where(d => EF.Parameter(sources).Contains(d.Source) && EF.Parameter(ids).Contains(d.EventId)).Select(d => new { d.Source, d.EventId, d.ContentHash }).ToListAsync(ct);
        var amending = await amendments.Where(a => EF.Parameter(sources).Contains(a.Source) && EF.Parameter(ids).Contains(a.EventId)).Select(a => new { a.Source, a.EventId, Hash = (byte[]?)a.ContentHash, Of = false })
            .Concat(amendments.Where(a => EF.Parameter(sources).Contains(a.OfSource) && EF.Parameter(ids).Contains(a.OfEventId)).Select(a => new { Source = a.OfSource, EventId = a.OfEventId, Hash = (byte[]?)null, Of = true }))
            .ToListAsync(ct);
        var events = taken.ToDictionary(d => new EventRef(d.Source, d.EventId), d => d.ContentHash);
        foreach (var retraction in amending.Where(a => !a.Of)) events[new(retraction.Source, retraction.EventId)] = retraction.Hash;
        return new()
        {
            Events = events,
            Amended = [.. amending.Where(a => a.Of).Select(a => new EventRef(a.Source, a.EventId))],
            Amending = await AmendingAsync(db, reports, ct),
            Workers = await allWorkers.Where(w => EF.Parameter(workers).Contains(w.Id)).Select(w => new { w.Id, Key = keys.Where(k => k.Subject == w.Id).Select(k => k.Key).FirstOrDefault() }).ToDictionaryAsync(w => w.Id, w => w.Key, ct),
            Parties = await db.Parties.Where(p => EF.Parameter(parties).Contains(p.Id)).Select(p => new { p.Id, p.Kind }).ToDictionaryAsync(p => p.Id, p => p.Kind, ct),
            Accepted = await acceptances.AcceptedAsync(db, workers, ct),
            Items = await db.DataItems.Where(i => EF.Parameter(workers).Contains(i.WorkerId) && EF.Parameter(items).Contains(i.Id))
                .Select(i => new { i.WorkerId, i.Id, i.Category, i.InterviewId, i.CreatedAt }).ToDictionaryAsync(i => (i.WorkerId, i.Id), i => new KnownItem(i.Category, i.InterviewId, i.CreatedAt != null), ct),
        };
    }

    /// <summary>Whether a report can be taken. One that can is known from then on, so that its repeat in the same group is a duplicate.</summary>
    public Intake Judge(Report report)
    {
        var itself = new EventRef(report.Source, report.EventId);
        if (Events.TryGetValue(itself, out var hash)) return hash is null || hash.AsSpan().SequenceEqual(report.ContentHash) ? Intake.Duplicate : Intake.Conflict;

        var (unknown, wrong) = (new List<FieldError>(), new List<FieldError>());
        if (!Workers.ContainsKey(report.WorkerId)) unknown.Add(new("/data/workerId", "No such worker. Announce them with PUT /api/v1/workers/{workerId}, then send this event again."));
        if (report is DisclosureReport said)
        {
            if (!Parties.ContainsKey(said.PartyId)) unknown.Add(new("/data/partyId", "No such party. Announce it with PUT /api/v1/parties/{partyId}, then send this event again."));
            wrong.AddRange(said.Items.Index().Where(i => Items.TryGetValue((said.WorkerId, i.Item.Id), out var known) && known.Category != i.Item.Category)
                .Select(i => new FieldError($"/data/items/{i.Index}/category", $"This item is known as {Kebab.Of(Items[(said.WorkerId, i.Item.Id)].Category)}.")));
        }

        if (report.Amends is { } amends && (amends.Of == itself || Amending.Contains(amends.Of))) wrong.Add(new("/data/refersTo", "Refer to the event that was reported first, not to an amendment of it."));
        if (wrong.Count > 0) return Intake.Rejected([.. unknown, .. wrong]);
        if (unknown.Count > 0) return Intake.NotAnnounced(unknown);

        Events.Add(itself, report.ContentHash);
        if (report.Amends is not null) Amending.Add(itself);
        return Intake.Accepted;
    }

    private static async Task<HashSet<EventRef>> AmendingAsync(PortalDbContext db, IReadOnlyList<Report> reports, CancellationToken ct)
    {
        List<EventRef> named = [.. reports.Select(r => r.Amends?.Of).OfType<EventRef>().Distinct()];
        if (named.Count == 0) return [];
        string[] sources = [.. named.Select(n => n.Source).Distinct()], ids = [.. named.Select(n => n.EventId).Distinct()];
        var found = await db.Amendments.Where(a => EF.Parameter(sources).Contains(a.Source) && EF.Parameter(ids).Contains(a.EventId)).Select(a => new { a.Source, a.EventId }).ToListAsync(ct);
        return [.. found.Select(a => new EventRef(a.Source, a.EventId))];
    }
}

/// <summary>What the book knows of an item.</summary>
/// <param name="IsAnnounced">Whether JoinArena has announced it, not only mentioned it.</param>
internal sealed record KnownItem(DataCategory Category, string? InterviewId, bool IsAnnounced);
