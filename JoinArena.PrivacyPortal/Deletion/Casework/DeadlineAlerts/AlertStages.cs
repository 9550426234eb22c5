using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Casework.DeadlineAlerts;

/// <summary>Which alerts about a request are due: each stage of each deadline once. A day is the authority's.</summary>
internal sealed class AlertStages(DeadlineRules rules)
{
    /// <summary>How many days ahead the first stage begins.</summary>
    public const int FirstStageDays = 7;

    /// <summary>How many days ahead the second stage begins.</summary>
    private const int SecondStageDays = 2;

    public DeadlineStage? FindAnswerStage(AlertedDeadlines deadlines, DateTimeOffset now)
    {
        if (!deadlines.State.IsOpen)
            return null;
        var due = GetAlertedDay(deadlines);
        var today = rules.ToLocalDay(deadlines.Jurisdiction, now);
        var stage = IsPaused(deadlines) && due == today ? DeadlineStage.LastDay : GetStage(due, today);
        return deadlines.AlertedFor == due && stage <= deadlines.Alerted ? null : stage;
    }

    /// <summary>
    /// The last day for an answer; while every law's period stands still for proof of identity, a month from asking.
    /// </summary>
    public DateOnly GetAlertedDay(AlertedDeadlines deadlines) =>
        IsPaused(deadlines)
            ? rules.ToLocalDay(deadlines.Jurisdiction, deadlines.IdentityAwaitedSince!.Value).AddMonths(1)
            : deadlines.DueBy!.Value;

    public DeadlineStage? FindRefusalStage(AlertedDeadlines deadlines, DateTimeOffset now)
    {
        if (!deadlines.CanRefuseSome || deadlines.RefuseBy is not { } by || by >= deadlines.DueBy)
            return null;
        var stage = GetStage(by, rules.ToLocalDay(deadlines.Jurisdiction, now));
        return stage <= deadlines.AlertedOfRefusal ? null : stage;
    }

    public DeadlineStage? FindReceiptStage(AlertedDeadlines deadlines, bool isUnacknowledged, DateTimeOffset now)
    {
        if (!isUnacknowledged || !deadlines.State.IsOpen || deadlines.AcknowledgeBy is not { } by)
            return null;
        var stage = GetStage(by, rules.ToLocalDay(deadlines.Jurisdiction, now));
        return stage <= deadlines.AlertedOfReceipt ? null : stage;
    }

    /// <summary>Whether every law lets its period stand still while proof of identity is awaited.</summary>
    public bool IsPaused(AlertedDeadlines deadlines) =>
        deadlines.IdentityAwaitedSince is not null
        && rules.FindIdentityChecks(deadlines.Places).All(c => c.Check.Effect is not IdentityEffect.None);

    /// <summary>How near a deadline of an answer is on a day; null if it is more than a week ahead.</summary>
    internal static DeadlineStage? GetStage(DateOnly due, DateOnly today) =>
        (due.DayNumber - today.DayNumber) switch
        {
            < 0 => DeadlineStage.Overdue,
            <= SecondStageDays => DeadlineStage.WithinTwoDays,
            <= FirstStageDays => DeadlineStage.WithinWeek,
            _ => null,
        };
}
