using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>All that a batch of reports refers to, loaded with one query a kind.</summary>
internal sealed class KnownThings
{
    private readonly HashSet<(string Source, string Id)> _events;
    private readonly HashSet<string> _workers;
    private readonly Dictionary<(string Worker, string Item), DataItem> _items;
    private readonly Dictionary<(string Worker, string Party, string Item, Policies.Direction Direction), Holding> _holdings;
    private readonly Dictionary<(string Worker, string Party), PartyShare> _shares;

    private KnownThings(
        HashSet<(string Source, string Id)> events, HashSet<string> workers, Dictionary<string, Party> parties, AcceptedVersions accepted,
        IEnumerable<DataItem> items, IEnumerable<Holding> holdings, IEnumerable<PartyShare> shares)
    {
        (_events, _workers, Parties, Accepted) = (events, workers, parties, accepted);
        _items = items.ToDictionary(i => (i.WorkerId, i.Id));
        _holdings = holdings.ToDictionary(h => (h.WorkerId, h.PartyId, h.ItemId, h.Direction));
        _shares = shares.ToDictionary(s => (s.WorkerId, s.PartyId));
    }

    public IReadOnlyDictionary<string, Party> Parties { get; }

    public AcceptedVersions Accepted { get; }

    public static async Task<KnownThings> LoadAsync(PortalDbContext db, AcceptanceBook acceptances, IReadOnlyList<DisclosureReport> reports, CancellationToken ct)
    {
        List<string> events = [.. reports.Select(r => r.EventId).Distinct()];
        List<string> sources = [.. reports.Select(r => r.Source).Distinct()];
        List<string> workers = [.. reports.Select(r => r.WorkerId).Distinct()];
        List<string> parties = [.. reports.Select(r => r.PartyId).Distinct()];
        List<string> items = [.. reports.SelectMany(r => r.Items).Select(i => i.Id).Distinct()];
        var taken = await db.Disclosures.Where(d => sources.Contains(d.Source) && events.Contains(d.EventId)).Select(d => new { d.Source, d.EventId }).ToListAsync(ct);
        return new(
            [.. taken.Select(d => (d.Source, d.EventId))],
            [.. await db.Workers.Where(w => workers.Contains(w.Id)).Select(w => w.Id).ToListAsync(ct)],
            await db.Parties.AsNoTracking().Where(p => parties.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct),
            await acceptances.AcceptedAsync(db, workers, ct),
            await db.DataItems.Where(i => workers.Contains(i.WorkerId) && items.Contains(i.Id)).ToListAsync(ct),
            await db.Holdings.Where(h => workers.Contains(h.WorkerId) && parties.Contains(h.PartyId) && items.Contains(h.ItemId)).ToListAsync(ct),
            await db.PartyShares.Where(s => workers.Contains(s.WorkerId) && parties.Contains(s.PartyId)).ToListAsync(ct));
    }

    /// <summary>Whether a report can be taken. One that can is known from then on, so that its repeat in the same batch is a duplicate.</summary>
    public Intake Judge(DisclosureReport report)
    {
        if (_events.Contains((report.Source, report.EventId))) return Intake.Duplicate;

        var errors = new List<FieldError>();
        if (!_workers.Contains(report.WorkerId)) errors.Add(new("/data/workerId", "No such worker. Announce them with PUT /api/v1/workers/{workerId}, then send this event again."));
        if (!Parties.ContainsKey(report.PartyId)) errors.Add(new("/data/partyId", "No such party. Announce it with PUT /api/v1/parties/{partyId}, then send this event again."));
        for (var i = 0; i < report.Items.Count; i++)
        {
            if (_items.TryGetValue((report.WorkerId, report.Items[i].Id), out var known) && known.Category != report.Items[i].Category)
                errors.Add(new($"/data/items/{i}/category", $"This item is known as {Kebab.Of(known.Category)}."));
        }

        if (errors.Count > 0) return Intake.Rejected(errors);
        _events.Add((report.Source, report.EventId));
        return Intake.Accepted;
    }

    /// <summary>The item, made on its first mention.</summary>
    public DataItem ItemOf(PortalDbContext db, DisclosureReport report, ReportedItem item) => _items.TryGetValue((report.WorkerId, item.Id), out var known)
        ? known
        : _items[(report.WorkerId, item.Id)] = db.DataItems.Add(new() { WorkerId = report.WorkerId, Id = item.Id, Category = item.Category, InterviewId = report.InterviewId }).Entity;

    public Holding HoldingOf(PortalDbContext db, DisclosureReport report, ReportedItem item)
    {
        var key = (report.WorkerId, report.PartyId, item.Id, report.Direction);
        if (_holdings.TryGetValue(key, out var known)) return known;
        return _holdings[key] = db.Holdings.Add(new()
        {
            WorkerId = report.WorkerId,
            PartyId = report.PartyId,
            ItemId = item.Id,
            Direction = report.Direction,
            Category = item.Category,
            InterviewId = report.InterviewId,
        }).Entity;
    }

    public PartyShare ShareOf(PortalDbContext db, DisclosureReport report) => _shares.TryGetValue((report.WorkerId, report.PartyId), out var known)
        ? known
        : _shares[(report.WorkerId, report.PartyId)] = db.PartyShares.Add(new() { WorkerId = report.WorkerId, PartyId = report.PartyId }).Entity;
}
