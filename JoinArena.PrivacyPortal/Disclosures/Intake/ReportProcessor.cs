using System.Security.Cryptography;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;
using JoinArena.PrivacyPortal.Ledger;

namespace JoinArena.PrivacyPortal.Disclosures.Intake;

/// <summary>
/// Turns a group of reports, in their order, into the rows to write. Every report passes here, whatever the database.
/// </summary>
/// <param name="reports">How many reports the group has.</param>
internal sealed class ReportProcessor(IntakeLookup lookup, RecordSealerCache sealers, DateTimeOffset now, int reports)
{
    /// <summary>The rows of what was accepted so far.</summary>
    public IntakeBatch Batch { get; } = new(reports);

    /// <summary>Decides whether the report is accepted, and if so adds its rows to the batch.</summary>
    public IntakeResult Process(Report report)
    {
        var result = ReportAdmission.Decide(report, lookup, Batch);
        if (result.Outcome is not IntakeOutcome.Accepted)
            return result;
        // From here on a repeat in the same group is a duplicate.
        Batch.Accepted.Add(report.Reference, report);
        switch (report)
        {
            case DisclosureReport disclosure:
                AddDisclosure(disclosure);
                break;
            case Retraction retraction:
                AddRetraction(retraction);
                break;
        }

        return result;
    }

    private void AddDisclosure(DisclosureReport report)
    {
        var id = Guid.CreateVersion7();
        var amendment = report.Amends is null ? null : AddAmendment(report, AmendmentKind.Corrected, id);
        var disclosure = CreateDisclosure(id, report, amendment);
        Batch.Disclosures.Add(disclosure);
        Batch.Items.AddRange(disclosure.Items);
        foreach (var item in report.Items)
            Batch.Mention(report, item, lookup);
        Batch.AcceptedBySource[report.Source] = Batch.AcceptedBySource.GetValueOrDefault(report.Source) + 1;
        var record = DisclosureReported.FromDisclosure(disclosure, report.Amends);
        Batch.Add(GetSealer(report.WorkerId).SealEntry(record, id));

        // A correction is counted by the recount of the report it is about.
        if (amendment is not null)
            return;
        if (lookup.AmendedReports.Contains(report.Reference))
            Batch.RecountTargets.Add(report.Reference);
        else
            Batch.AddCounts(disclosure);
    }

    private Disclosure CreateDisclosure(Guid id, DisclosureReport report, Amendment? amendment)
    {
        var party = lookup.Parties[report.PartyId];
        var coverage = CoverageAssessment.Assess(
            lookup.History.GetAllowedAt(report.WorkerId, report.Time),
            party.Kind,
            report.Purpose,
            report.Direction,
            [.. report.Items.Select(i => i.Category)]
        );
        return new()
        {
            Id = id,
            Source = report.Source,
            EventId = report.EventId,
            WorkerId = report.WorkerId,
            PartyId = party.Id,
            ReportedAs = party.Id == report.PartyId ? null : report.PartyId,
            Direction = report.Direction,
            Purpose = report.Purpose,
            Time = report.Time,
            ReceivedAt = now,
            InterviewId = report.InterviewId,
            Detail = report.Detail,
            JobLocations = JobLocationList.Join(report.JobLocations),
            CoverageStatus = coverage.Status,
            Version = coverage.Version,
            ContentHash = report.ContentHash,
            BroughtBy = amendment?.Id,
            Items = [.. report.Items.Select((item, i) => CreateItem(id, item, coverage.Clauses[i]))],
        };
    }

    private static DisclosureItem CreateItem(Guid disclosureId, ReportedItem item, string? clause) =>
        new()
        {
            DisclosureId = disclosureId,
            ItemId = item.Id,
            Category = item.Category,
            Clause = clause,
        };

    private void AddRetraction(Retraction report)
    {
        var amendment = AddAmendment(report, AmendmentKind.Retracted, replacementId: null);
        var record = DisclosureRetracted.FromRetraction(report, amendment.Id);
        Batch.Add(GetSealer(report.WorkerId).SealEntry(record, amendment.Id));
    }

    private Amendment AddAmendment(Report report, AmendmentKind kind, Guid? replacementId)
    {
        var (target, at, reason) = report.Amends!;
        var amendment = new Amendment
        {
            Source = report.Source,
            EventId = report.EventId,
            Kind = kind,
            TargetSource = target.Source,
            TargetEventId = target.EventId,
            At = at,
            ReceivedAt = now,
            Reason = reason,
            ReplacementId = replacementId,
            ContentHash = report.ContentHash,
        };
        Batch.Amendments.Add(amendment);
        Batch.RecountTargets.Add(target);
        return amendment;
    }

    private RecordSealer GetSealer(string worker)
    {
        var key = lookup.WorkerKeys[worker];
        if (key is null && Batch.Keys.TryGetValue(worker, out var added))
            key = added.Key;
        if (key is null)
        {
            key = RandomNumberGenerator.GetBytes(32);
            Batch.Keys.Add(worker, new() { Subject = worker, Key = key });
        }

        return sealers.GetOrCreate(worker, key);
    }
}
