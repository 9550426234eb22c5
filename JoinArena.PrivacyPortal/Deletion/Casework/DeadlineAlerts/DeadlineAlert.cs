using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Casework.DeadlineAlerts;

/// <summary>An alert to the team about a deadline of one request.</summary>
/// <param name="Due">The deadline that the alert is about.</param>
public sealed record DeadlineAlert(DeletionRequest Request, AlertSubject Subject, DeadlineStage Stage, DateOnly Due);
