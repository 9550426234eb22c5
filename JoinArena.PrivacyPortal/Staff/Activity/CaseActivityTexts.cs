using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Staff.Activity;

/// <summary>What the team did about requests, in words.</summary>
internal static class CaseActivityTexts
{
    /// <summary>What a member of the team can do. The rest happens by itself, or a worker or a party does it.</summary>
    public static readonly IReadOnlyList<RequestEventKind> TeamKinds =
    [
        RequestEventKind.Entered,
        RequestEventKind.Started,
        RequestEventKind.PartyNotified,
        RequestEventKind.PartyTriedAgain,
        RequestEventKind.PartyReminded,
        RequestEventKind.PartyAnswered,
        RequestEventKind.AnswerCorrected,
        RequestEventKind.Extended,
        RequestEventKind.IdentityAsked,
        RequestEventKind.IdentityProven,
        RequestEventKind.ResidenceCorrected,
        RequestEventKind.Assigned,
        RequestEventKind.RefusalProposed,
        RequestEventKind.RefusalDeclined,
        RequestEventKind.RefusedByUs,
        RequestEventKind.HoldPlaced,
        RequestEventKind.HoldLifted,
        RequestEventKind.RemedyExtended,
        RequestEventKind.RemedyAnswered,
        RequestEventKind.ReopenedOnAppeal,
    ];

    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>What was done: "Deadline extended".</summary>
        public string Describe(RequestEventKind kind) =>
            kind switch
            {
                RequestEventKind.Confirmed => words["Request confirmed"],
                RequestEventKind.Entered => words["Request entered"],
                RequestEventKind.Started => words["Parties asked at once"],
                RequestEventKind.PartyNotified => words["Party marked as notified"],
                RequestEventKind.PartyAcknowledged => words["Receipt recorded"],
                RequestEventKind.PartyAnswered => words["Answer recorded"],
                RequestEventKind.AnswerCorrected => words["Answer corrected"],
                RequestEventKind.PartyNotReached => words["Party not reached"],
                RequestEventKind.PartyTriedAgain => words["Message to a party sent again"],
                RequestEventKind.PartyReminded => words["Party reminded"],
                RequestEventKind.PartyOverdue => words["Party overdue"],
                RequestEventKind.Reopened => words["Party asked again"],
                RequestEventKind.RedisclosureFound => words["New copy found"],
                RequestEventKind.Extended => words["Deadline extended"],
                RequestEventKind.IdentityAsked => words["Proof of identity asked for"],
                RequestEventKind.IdentityProven => words["Proof of identity recorded"],
                RequestEventKind.JobPlaceFound => words["Another law found"],
                RequestEventKind.ResidenceCorrected => words["Place of residence corrected"],
                RequestEventKind.TeamReminded => words["Team reminded"],
                RequestEventKind.Escalated
                or RequestEventKind.AcknowledgementOverdue
                or RequestEventKind.RefusalOverdue
                or RequestEventKind.ProofOverdue => words["Administrators alerted"],
                RequestEventKind.Assigned => words["Assigned"],
                RequestEventKind.RefusalProposed => words["Refusal proposed"],
                RequestEventKind.RefusalDeclined => words["Proposed refusal declined"],
                RequestEventKind.RefusedByUs => words["Refused"],
                RequestEventKind.HoldPlaced => words["Legal hold placed"],
                RequestEventKind.HoldLifted => words["Legal hold lifted"],
                RequestEventKind.RemedyFiled => words["Complaint or appeal filed"],
                RequestEventKind.RemedyExtended => words["Time for a complaint or appeal extended"],
                RequestEventKind.RemedyAnswered => words["Complaint or appeal answered"],
                RequestEventKind.ReopenedOnAppeal => words["Reopened on appeal"],
                RequestEventKind.Ended => words["Request ended"],
                RequestEventKind.Withdrawn => words["Request withdrawn"],
                RequestEventKind.Expired => words["Request expired"],
            };
    }
}
