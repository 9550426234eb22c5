using System.Security.Cryptography;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Disclosures.Intake;

/// <summary>Judges a group of reports in order, and gathers the rows of those that are taken: the one way in, whatever the database.</summary>
internal sealed class Judgement(KnownThings known, AcceptanceBook acceptances, SubjectSeals seals, DateTimeOffset now)
{
    public BookRows Rows { get; } = new();

    /// <summary>What becomes of a report.</summary>
    public IntakeResult Take(Report report)
    {
        var outcome = known.Judge(report);
        if (outcome.Outcome is not IntakeOutcome.Accepted) return outcome;
        switch (report)
        {
            case DisclosureReport said: Enter(said); break;
            case Retraction retraction: Enter(retraction); break;
        }

        return outcome;
    }

    private void Enter(DisclosureReport report)
    {
        var party = known.Parties[report.PartyId];
        var coverage = CoverageAssessment.Of(AcceptedAt(report.WorkerId, report.Time), party.Kind, report.Purpose, report.Direction, [.. report.Items.Select(i => i.Category)]);
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
            Standing = coverage.Standing,
            Version = coverage.Version,
            ContentHash = report.ContentHash,
            BroughtBy = amendment?.Id,
            Items = [.. report.Items.Select((item, i) => new DisclosureItem { DisclosureId = id, ItemId = item.Id, Category = item.Category, Clause = coverage.Clauses[i] })],
        };
        Rows.Disclosures.Add(disclosure);
        Rows.Items.AddRange(disclosure.Items);
        foreach (var item in report.Items) Mention(report, item);
        Rows.AcceptedBySource[report.Source] = Rows.AcceptedBySource.GetValueOrDefault(report.Source) + 1;
        Rows.Leaves.Add(SealOf(report.WorkerId).Entry(DisclosureReported.Of(disclosure, report.Amends), id));

        var itself = new EventRef(report.Source, report.EventId);
        if (amendment is not null) return;
        if (known.Amended.Contains(itself)) Rows.Restated.Add(itself);
        else Rows.Count(disclosure);
    }

    private void Enter(Retraction report)
    {
        var amendment = Amend(report, AmendmentKind.Retracted, null);
        Rows.Leaves.Add(SealOf(report.WorkerId).Entry(DisclosureRetracted.From(report, amendment.Id), amendment.Id));
    }

    private Amendment Amend(Report report, AmendmentKind kind, Guid? right)
    {
        var (of, at, reason) = report.Amends!;
        var amendment = new Amendment
        {
            Source = report.Source,
            EventId = report.EventId,
            Kind = kind,
            OfSource = of.Source,
            OfEventId = of.EventId,
            At = at,
            ReceivedAt = now,
            Reason = reason,
            RightId = right,
            ContentHash = report.ContentHash,
        };
        Rows.Amendments.Add(amendment);
        Rows.Restated.Add(of);
        return amendment;
    }

    private void Mention(DisclosureReport report, ReportedItem item)
    {
        var key = (report.WorkerId, item.Id);
        var isKnown = known.Items.TryGetValue(key, out var before);
        if (isKnown && (report.InterviewId is null || (before!.InterviewId is { } interview && (before.IsAnnounced || string.CompareOrdinal(report.InterviewId, interview) >= 0)))) return;
        known.Items[key] = new(item.Category, report.InterviewId, before is { IsAnnounced: true });
        Rows.Mentioned[key] = new() { WorkerId = report.WorkerId, Id = item.Id, Category = item.Category, InterviewId = report.InterviewId };
    }

    private PolicyVersion? AcceptedAt(string worker, DateTimeOffset time)
    {
        foreach (var (version, at) in known.Accepted.GetValueOrDefault(worker, []))
            if (at <= time && acceptances.Version(version) is { } accepted) return accepted;
        return null;
    }

    private SubjectSeal SealOf(string worker)
    {
        if (known.Workers[worker] is not { } key) Rows.Keys.Add(new() { Subject = worker, Key = known.Workers[worker] = key = RandomNumberGenerator.GetBytes(32) });
        return seals.Of(worker, key);
    }
}
