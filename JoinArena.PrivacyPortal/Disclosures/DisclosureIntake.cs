using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>Takes reports of disclosures into the book. What it answers as accepted is durable, and in the book once.</summary>
public sealed class DisclosureIntake(IDbContextFactory<PortalDbContext> contexts, AcceptanceBook acceptances, TimeProvider clock)
{
    private const int MostTries = 5;

    /// <summary>Takes the reports in one transaction; a bad one never spoils the others.</summary>
    /// <returns>What became of each, in order.</returns>
    public async Task<IReadOnlyList<Intake>> TakeAsync(IReadOnlyList<DisclosureReport> reports, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await TryTakeAsync(reports, ct);
            }
            catch (DbUpdateException) when (tries < MostTries)
            {
                // Another node took one of these events, or counted one of these holdings, between our look and our write: look again.
            }
        }
    }

    private async Task<IReadOnlyList<Intake>> TryTakeAsync(IReadOnlyList<DisclosureReport> reports, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var known = await KnownThings.LoadAsync(db, acceptances, reports, ct);
        var outcomes = new List<Intake>(reports.Count);
        foreach (var report in reports)
        {
            var outcome = known.Judge(report);
            if (outcome.Outcome is IntakeOutcome.Accepted) await EnterAsync(db, known, report, ct);
            outcomes.Add(outcome);
        }

        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return outcomes;
    }

    private async Task EnterAsync(PortalDbContext db, KnownThings known, DisclosureReport report, CancellationToken ct)
    {
        var party = known.Parties[report.PartyId];
        var accepted = known.Accepted.At(report.WorkerId, report.Time);
        var coverage = Coverage.Of(accepted, party.Kind, report.Purpose, report.Direction, [.. report.Items.Select(i => i.Category)]);
        var disclosure = new Disclosure
        {
            Source = report.Source,
            EventId = report.EventId,
            WorkerId = report.WorkerId,
            PartyId = report.PartyId,
            Direction = report.Direction,
            Purpose = report.Purpose,
            Time = report.Time,
            ReceivedAt = clock.GetInstant(),
            InterviewId = report.InterviewId,
            Detail = report.Detail,
            Standing = coverage.Standing,
            Version = coverage.Version,
        };
        for (var i = 0; i < report.Items.Count; i++)
        {
            var (item, clause) = (report.Items[i], coverage.Clauses[i]);
            disclosure.Items.Add(new() { ItemId = item.Id, Category = item.Category, Clause = clause });
            known.ItemOf(db, report, item);
            known.HoldingOf(db, report, item).Count(report.Time, clause, isAllowed: clause is not null || coverage.Standing is Standing.OwnSystem);
        }

        known.ShareOf(db, report).Count(report.Time, coverage.Standing.IsAllowed());
        db.Disclosures.Add(disclosure);
        db.AnnounceChange(report.WorkerId);
        await db.Ledger.AppendAsync(DisclosureReported.Of(disclosure), disclosure.Id, ct);
    }
}
