using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <content>What moves the dates of a request after its confirmation: proof of identity, and what decides the law.</content>
public sealed partial class DeletionRequest
{
    /// <summary>Whether we wait for the worker to prove who they are.</summary>
    public bool IsIdentityAwaited => IdentityAskedAt is not null && IdentityProvenAt is null;

    /// <summary>
    /// Whether proof of identity can still be asked for: once, and before any party is notified, so that it is asked
    /// for promptly (GDPR 12(6)).
    /// </summary>
    public bool CanRequestIdentityProof => State is RequestState.Confirmed && IdentityAskedAt is null;

    /// <summary>Whether who asked has to prove it again, because someone else may sign in as the worker now.</summary>
    public bool CanRepeatIdentityCheck => State is RequestState.Confirmed && !IsIdentityAwaited;

    /// <summary>Since when proof of identity is awaited: before its start, or while it is withheld.</summary>
    public DateTimeOffset? ProofAwaitedSince => WithheldSince ?? (IsIdentityAwaited ? IdentityAskedAt : null);

    /// <summary>Asks the worker to prove who they are.</summary>
    public void RequestIdentityProof(Actor by, DateTimeOffset now)
    {
        Require(CanRequestIdentityProof, "Proof of identity is asked for once, before any party is notified.");
        IdentityAskedAt = now;
        AddEvent(RequestEventKind.IdentityAsked, by, now);
    }

    /// <summary>The portal asks for proof of identity, whether it was given before or not.</summary>
    public void RepeatIdentityCheck(DateTimeOffset now)
    {
        Require(CanRepeatIdentityCheck, "Proof of identity is awaited already, or a party may have been notified.");
        IdentityAskedAt = now;
        IdentityProvenAt = null;
        AddEvent(RequestEventKind.IdentityAsked, Actor.Portal, now);
    }

    /// <summary>
    /// Shows and sends the worker nothing about it before they have proved again who they are. What parties were asked
    /// goes on, and so do the deadlines: the worker who asked has a right to both.
    /// </summary>
    public void Withhold(DateTimeOffset now)
    {
        Require(State is RequestState.InProgress, $"A request that is {State} is not withheld.");
        WithheldSince = now;
        AddEvent(RequestEventKind.IdentityAsked, Actor.Portal, now);
    }

    /// <summary>The worker of a request that was withheld has proved who they are. No date moves.</summary>
    public void Release(Actor by, DateTimeOffset now)
    {
        Require(WithheldSince is not null, "The request is not withheld.");
        WithheldSince = null;
        AddEvent(RequestEventKind.IdentityProven, by, now);
    }

    /// <summary>The worker has proved who they are. The deadline moves as far as the law allows, never back.</summary>
    /// <param name="deadlines">The deadlines with the wait until <paramref name="proven"/>.</param>
    /// <param name="by">Who recorded it.</param>
    /// <param name="proven">When the proof came.</param>
    /// <param name="now">When it was recorded.</param>
    public void RecordIdentityProof(ResponseDeadlines deadlines, Actor by, DateTimeOffset proven, DateTimeOffset now)
    {
        Require(IsIdentityAwaited, "No proof of identity is awaited.");
        Require(proven >= IdentityAskedAt && proven <= now, "The proof came after it was asked for, and by now.");
        IdentityProvenAt = proven;
        if (deadlines.DueBy > DueBy)
        {
            SetDueBy(deadlines.DueBy, deadlines.Zone);
            Law = deadlines.Law;
            ExtendableTo = ExtendedAt is null ? deadlines.ExtendableTo : null;
        }

        if (deadlines.RefuseBy > RefuseBy)
            SetRefuseBy(deadlines.RefuseBy);
        DeadlineExplanation = [.. deadlines.Explanation];
        if (CoolingOffEnds < now)
            CoolingOffEnds = now;
        AddEvent(RequestEventKind.IdentityProven, by, now);
    }

    /// <summary>
    /// A job was announced in a place whose law then holds too. The deadline moves if that law's is earlier, never back.
    /// </summary>
    internal void AddJobs(RequestPlaces places, ResponseDeadlines deadlines, DateTimeOffset now)
    {
        Require(State.IsOpen, $"The deadline of a request that is {State} cannot change.");
        Jobs = [.. places.Jobs.Select(WriteJob)];
        if (deadlines.AcknowledgeBy < AcknowledgeBy || AcknowledgeBy is null)
            AcknowledgeBy = deadlines.AcknowledgeBy;
        if (GetDueBy(deadlines) < DueBy)
        {
            SetDueBy(GetDueBy(deadlines), deadlines.Zone);
            Law = deadlines.Law;
        }

        ExtendableTo = ExtendedAt is null ? deadlines.ExtendableTo : null;
        SetRefuseBy(deadlines.RefuseBy < RefuseBy || RefuseBy is null ? deadlines.RefuseBy : RefuseBy);
        IsDeadlineReviewed = deadlines.IsReviewed;
        DeadlineExplanation = [.. deadlines.Explanation];
        AddEvent(RequestEventKind.JobPlaceFound, Actor.Portal, now);
    }

    /// <summary>An officer corrects where the worker lived: other laws hold, from the same day of receipt.</summary>
    internal void CorrectResidence(RequestPlaces places, ResponseDeadlines deadlines, Actor by, DateTimeOffset now)
    {
        Require(State.IsOpen, $"The deadline of a request that is {State} cannot change.");
        Jurisdiction = places.Residence;
        Jobs = [.. places.Jobs.Select(WriteJob)];
        AcknowledgeBy = deadlines.AcknowledgeBy;
        FirstDueBy = ExtendedAt is null ? null : deadlines.DueBy;
        SetDueBy(GetDueBy(deadlines), deadlines.Zone);
        ExtendableTo = ExtendedAt is null ? deadlines.ExtendableTo : null;
        SetRefuseBy(deadlines.RefuseBy);
        Law = deadlines.Law;
        IsDeadlineReviewed = deadlines.IsReviewed;
        DeadlineExplanation = [.. deadlines.Explanation];
        AddEvent(RequestEventKind.ResidenceCorrected, by, now);
    }

    private void SetDueBy(DateOnly day, TimeZoneInfo zone)
    {
        DueBy = day;
        DueEnds = day.AddDays(1).StartOfDay(zone);
    }

    private void SetRefuseBy(DateOnly? day)
    {
        if (RefuseBy == day)
            return;
        RefuseBy = day;
        RefusalAlertedStage = null;
    }

    /// <summary>The last day for an answer; after an extension the last one on which no law is broken.</summary>
    private DateOnly GetDueBy(ResponseDeadlines deadlines) =>
        ExtendedAt is null ? deadlines.DueBy : deadlines.ExtendableTo ?? deadlines.DueBy;
}
