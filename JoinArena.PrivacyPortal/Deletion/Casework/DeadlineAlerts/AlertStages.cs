using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Casework.DeadlineAlerts;

/// <summary>Which alerts about a request are due: each stage of each deadline once. A day is the authority's.</summary>
internal sealed class AlertStages(DeadlineRules rules)
{
    public DeadlineStage? FindAnswerStage(AlertedDeadlines deadlines, DateTimeOffset now)
    {
        if (!deadlines.State.IsOpen)
            return null;
        var due = GetAlertedDay(deadlines);
        var today = rules.ToLocalDay(deadlines.Jurisdiction, now);
        var stage = IsPaused(deadlines) && due == today ? DeadlineStage.LastDay : DeadlineStages.GetStage(due, today);
        return deadlines.AlertedFor == due && stage <= deadlines.Alerted ? null : stage;
    }

    /// <summary>
    /// The last day for an answer; while every law pauses its period for proof of identity, a month from asking.
    /// </summary>
    public DateOnly GetAlertedDay(AlertedDeadlines deadlines) =>
        IsPaused(deadlines)
            ? rules.FindLastDayForProof(deadlines.Jurisdiction, deadlines.IdentityAwaitedSince!.Value)
            : deadlines.DueBy!.Value;

    public DeadlineStage? FindRefusalStage(AlertedDeadlines deadlines, DateTimeOffset now)
    {
        if (!deadlines.CanRefuseSome || deadlines.RefuseBy is not { } by || by >= deadlines.DueBy)
            return null;
        var stage = DeadlineStages.GetStage(by, rules.ToLocalDay(deadlines.Jurisdiction, now));
        return stage <= deadlines.AlertedOfRefusal ? null : stage;
    }

    public DeadlineStage? FindReceiptStage(AlertedDeadlines deadlines, bool isUnacknowledged, DateTimeOffset now)
    {
        if (!isUnacknowledged || !deadlines.State.IsOpen || deadlines.AcknowledgeBy is not { } by)
            return null;
        var stage = DeadlineStages.GetStage(by, rules.ToLocalDay(deadlines.Jurisdiction, now));
        return stage <= deadlines.AlertedOfReceipt ? null : stage;
    }

    /// <summary>Whether proof of identity is awaited and every law pauses its period meanwhile.</summary>
    public bool IsPaused(AlertedDeadlines deadlines) =>
        deadlines.IdentityAwaitedSince is not null && rules.IsPausedForIdentity(deadlines.Places);
}
