using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework.DeadlineAlerts;

/// <summary>What decides which alerts about a request are due.</summary>
/// <param name="IdentityAwaitedSince">When proof of identity was asked for, while it is awaited.</param>
/// <param name="Alerted">The last alert about the day <paramref name="AlertedFor"/>.</param>
/// <param name="CanRefuseSome">Whether JoinArena can still refuse it or a part of it.</param>
internal sealed record AlertedDeadlines(
    Guid Id,
    RequestState State,
    string? Jurisdiction,
    IReadOnlyList<string> Jobs,
    DateOnly? DueBy,
    DateOnly? AcknowledgeBy,
    DateTimeOffset? IdentityAwaitedSince,
    DeadlineStage? Alerted,
    DateOnly? AlertedFor,
    DeadlineStage? AlertedOfReceipt,
    DateOnly? RefuseBy,
    DeadlineStage? AlertedOfRefusal,
    bool CanRefuseSome
)
{
    public RequestPlaces Places => DeletionRequest.ParsePlaces(Jurisdiction, Jobs);

    public static IQueryable<AlertedDeadlines> Read(IQueryable<DeletionRequest> requests) =>
        requests
            .AsNoTracking()
            .OrderBy(r => r.DueBy)
            .Select(r => new AlertedDeadlines(
                r.Id,
                r.State,
                r.Jurisdiction,
                r.Jobs,
                r.DueBy,
                r.AcknowledgeBy,
                r.IdentityProvenAt == null ? r.IdentityAskedAt : null,
                r.AlertedStage,
                r.AlertedDueBy,
                r.AcknowledgementAlertedStage,
                r.RefuseBy,
                r.RefusalAlertedStage,
                true
            ));

    public static AlertedDeadlines Of(DeletionRequest r) =>
        new(
            r.Id,
            r.State,
            r.Jurisdiction,
            r.Jobs,
            r.DueBy,
            r.AcknowledgeBy,
            r.IsIdentityAwaited ? r.IdentityAskedAt : null,
            r.AlertedStage,
            r.AlertedDueBy,
            r.AcknowledgementAlertedStage,
            r.RefuseBy,
            r.RefusalAlertedStage,
            r.CanRefuse || r.Tasks.Any(r.CanRefusePart)
        );
}
