using System.Linq.Expressions;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Casework.DeadlineAlerts;

/// <summary>What decides which alerts about a request are due.</summary>
/// <param name="Received">Receipt in the law's sense.</param>
/// <param name="IdentityAwaitedSince">When proof of identity was asked for, while it is awaited.</param>
/// <param name="Alerted">The last alert about the day <paramref name="AlertedFor"/>.</param>
internal sealed record AlertedDeadlines(
    Guid Id,
    RequestState State,
    string? Jurisdiction,
    List<string> Jobs,
    DateTimeOffset? Received,
    DateOnly? DueBy,
    DateOnly? AcknowledgeBy,
    DateTimeOffset? IdentityAwaitedSince,
    DeadlineStage? Alerted,
    DateOnly? AlertedFor,
    DeadlineStage? AlertedOfReceipt,
    DateOnly? RefuseBy,
    DeadlineStage? AlertedOfRefusal
)
{
    private static readonly Expression<Func<DeletionRequest, AlertedDeadlines>> s_read = r => new AlertedDeadlines(
        r.Id,
        r.State,
        r.Jurisdiction,
        r.Jobs,
        r.ReceivedAt ?? r.ConfirmedAt,
        r.DueBy,
        r.AcknowledgeBy,
        r.IdentityProvenAt == null ? r.IdentityAskedAt : null,
        r.AlertedStage,
        r.AlertedDueBy,
        r.AcknowledgementAlertedStage,
        r.RefuseBy,
        r.RefusalAlertedStage
    );

    private static readonly Func<DeletionRequest, AlertedDeadlines> s_readLoaded = s_read.Compile();

    /// <summary>
    /// Whether JoinArena can still refuse it or a part of it. Of one that is not loaded, its query has found that out.
    /// </summary>
    public bool CanRefuseSome { get; private init; } = true;

    /// <summary>Which laws apply.</summary>
    public RequestPlaces Places => DeletionRequest.ParsePlaces(Jurisdiction, Jobs) with { Received = Received };

    /// <summary>Those of requests that are not loaded, by deadline.</summary>
    public static IQueryable<AlertedDeadlines> Select(IQueryable<DeletionRequest> requests) =>
        requests.AsNoTracking().OrderBy(r => r.DueEnds).Select(s_read);

    public static AlertedDeadlines FromRequest(DeletionRequest request) =>
        s_readLoaded(request) with
        {
            CanRefuseSome = request.CanRefuse || request.Tasks.Any(request.CanRefusePart),
        };
}
