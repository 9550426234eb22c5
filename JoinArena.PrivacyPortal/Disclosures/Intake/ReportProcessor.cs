using System.Security.Cryptography;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.Intake;

/// <summary>
/// Judges a group of reports in order, and gathers the rows of those that are taken: the one way in, whatever the
/// database.
/// </summary>
internal sealed class ReportProcessor(
    IntakeLookup known,
    AcceptanceQueries acceptances,
    RecordSealerCache seals,
    DateTimeOffset now
)
{
    public IntakeBatch Batch { get; } = new();

    /// <summary>What becomes of a report.</summary>
    public IntakeResult Process(Report report)
    {
        var outcome = known.Evaluate(report);
        if (outcome.Outcome is not IntakeOutcome.Accepted)
            return outcome;
        switch (report)
        {
            case DisclosureReport said:
                Enter(said);
                break;
            case Retraction retraction:
                Enter(retraction);
                break;
        }

        return outcome;
    }

    private void Enter(DisclosureReport report)
    {
        var party = known.Parties[report.PartyId];
        var coverage = CoverageAssessment.Assess(
            AcceptedAt(report.WorkerId, report.Time),
            party.Kind,
            report.Purpose,
            report.Direction,
            [.. report.Items.Select(i => i.Category)]
        );
        var id = Guid.CreateVersion7();
        var amendment = report.Amends is null ? null : Amend(report, AmendmentKind.Corrected, id);
        var disclosure = new Disclosure
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
            CoverageStatus = coverage.Status,
            Version = coverage.Version,
            ContentHash = report.ContentHash,
            BroughtBy = amendment?.Id,
            Items =
            [
                .. report.Items.Select(
                    (item, i) =>
                        new DisclosureItem
                        {
                            DisclosureId = id,
                            ItemId = item.Id,
                            Category = item.Category,
                            Clause = coverage.Clauses[i],
                        }
                ),
            ],
        };
        Batch.Disclosures.Add(disclosure);
        Batch.Items.AddRange(disclosure.Items);
        foreach (var item in report.Items)
            Mention(report, item);
        Batch.AcceptedBySource[report.Source] = Batch.AcceptedBySource.GetValueOrDefault(report.Source) + 1;
        Batch.Leaves.Add(
            SealOf(report.WorkerId).SealEntry(DisclosureReported.FromDisclosure(disclosure, report.Amends), id)
        );

        var itself = new EventRef(report.Source, report.EventId);
        if (amendment is not null)
            return;
        if (known.Amended.Contains(itself))
            Batch.RecountTargets.Add(itself);
        else
            Batch.AddCounts(disclosure);
    }

    private void Enter(Retraction report)
    {
        var amendment = Amend(report, AmendmentKind.Retracted, null);
        Batch.Leaves.Add(
            SealOf(report.WorkerId).SealEntry(DisclosureRetracted.FromRetraction(report, amendment.Id), amendment.Id)
        );
    }

    private Amendment Amend(Report report, AmendmentKind kind, Guid? right)
    {
        var (of, at, reason) = report.Amends!;
        var amendment = new Amendment
        {
            Source = report.Source,
            EventId = report.EventId,
            Kind = kind,
            TargetSource = of.Source,
            TargetEventId = of.EventId,
            At = at,
            ReceivedAt = now,
            Reason = reason,
            ReplacementId = right,
            ContentHash = report.ContentHash,
        };
        Batch.Amendments.Add(amendment);
        Batch.RecountTargets.Add(of);
        return amendment;
    }

    private void Mention(DisclosureReport report, ReportedItem item)
    {
        var key = (report.WorkerId, item.Id);
        var isKnown = known.Items.TryGetValue(key, out var before);
        if (
            isKnown
            && (
                report.InterviewId is null
                || (
                    before!.InterviewId is { } interview
                    && (before.IsAnnounced || string.CompareOrdinal(report.InterviewId, interview) >= 0)
                )
            )
        )
        {
            return;
        }

        known.Items[key] = new(item.Category, report.InterviewId, before is { IsAnnounced: true });
        Batch.MentionedItems[key] = new()
        {
            WorkerId = report.WorkerId,
            Id = item.Id,
            Category = item.Category,
            InterviewId = report.InterviewId,
        };
    }

    private PolicyVersion? AcceptedAt(string worker, DateTimeOffset time)
    {
        foreach (var (version, at) in known.Accepted.GetValueOrDefault(worker, []))
        {
            if (at <= time && acceptances.FindVersion(version) is { } accepted)
                return accepted;
        }

        return null;
    }

    private RecordSealer SealOf(string worker)
    {
        if (known.Workers[worker] is not { } key)
        {
            Batch.Keys.Add(
                new() { Subject = worker, Key = known.Workers[worker] = key = RandomNumberGenerator.GetBytes(32) }
            );
        }

        return seals.GetOrCreate(worker, key);
    }
}
