using JoinArena.PrivacyPortal.Deletion.Requests;

namespace JoinArena.PrivacyPortal.Deletion.Casework.DeadlineAlerts;

/// <summary>An alert to the team about a deadline of one request.</summary>
/// <param name="IsAboutAcknowledgement">Whether the deadline is that of the acknowledgement, not of the answer.</param>
public sealed record DeadlineAlert(DeletionRequest Request, DeadlineStage Stage, bool IsAboutAcknowledgement)
{
    /// <summary>The deadline that the alert is about.</summary>
    public DateOnly Due => (IsAboutAcknowledgement ? Request.AcknowledgeBy : Request.DueBy)!.Value;
}
