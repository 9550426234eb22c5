using JoinArena.PrivacyPortal.Deletion.Requests.HoldingLaws;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;

/// <content>What is read of a request that is loaded with its tasks and events.</content>
public sealed partial record TrackedRequest
{
    internal static TrackedRequest FromRequest(
        DeletionRequest request,
        ScopeName? scopeName,
        IReadOnlyList<LegalHold> holds,
        DeadlineRules rules
    )
    {
        var isPaused = request.IsIdentityAwaited && rules.IsPausedForIdentity(request.Places);
        return new()
        {
            Number = request.Number,
            WorkerId = request.WorkerId,
            State = request.State,
            Scope = request.Scope,
            ScopeName = scopeName,
            Reason = request.Reason,
            SubmittedAt = request.SubmittedAt,
            ConfirmedAt = request.ConfirmedAt,
            CoolingOffEnds = request.CoolingOffEnds,
            StartedAt = request.StartedAt,
            EndedAt = request.EndedAt,
            Jurisdiction = request.Jurisdiction,
            AcknowledgeBy = request.AcknowledgeBy,
            DueBy = request.DueBy,
            LawName = request.Law is null ? null : rules.FindLawName(request.Law),
            DeadlineBasis = request.FindDeadlineBasis(rules),
            DeadlineExplanation = request.DeadlineExplanation,
            ComplainTo = request.Jurisdiction is null ? [] : rules.FindComplaintAuthorities(request.Places),
            CanWithdraw = request.CanWithdraw,
            FirstDueBy = request.FirstDueBy,
            ExtendableTo = request.ExtendableTo,
            RefusalGround = rules.FindGround(request.Places, request.RefusalGround),
            RefusalReason = request.RefusalReason,
            Tasks =
            [
                .. request
                    .Tasks.OrderBy(t => t.PartyName, StringComparer.OrdinalIgnoreCase)
                    .ThenBy(t => t.CreatedAt)
                    .ThenBy(t => t.Id)
                    .Select(t =>
                        TrackedTask.FromTask(
                            t,
                            rules.FindGround(request.Places, t.Ground),
                            holds.FirstOrDefault(h => h.Covers(t.PartyId))
                        )
                    ),
            ],
            Events = TrackedEvent.ListNewestFirst(request),
            CountsFrom = request.CountsFrom,
            Channel = request.Channel,
            Agent = request.Agent,
            Proof = request.Proof,
            CanConfirmAsOwn = request.CanConfirmAsOwn,
            AllowedLink = request.AllowedLink,
            IsIdentityAwaited = request.IsIdentityAwaited,
            IsDeadlinePaused = isPaused,
            ProofAwaitedUntil =
                !request.IsIdentityAwaited ? null
                : isPaused ? rules.FindLastDayForProof(request.Jurisdiction, request.IdentityAskedAt!.Value)
                : request.DueBy,
            IsWithheld = request.WithheldSince is not null,
            Remedies = request.Jurisdiction is null ? [] : rules.FindRemedies(request.Places, request.KeepsSome),
            Places = request.Places,
            Laws = request.CountsFrom is { } received ? ListedLaw.Find(rules, request.Places, received) : [],
            ResidenceName = rules.FindPlaceName(request.Jurisdiction ?? ""),
            KeptUntil = request.KeptUntil,
        };
    }
}
