using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Notices;

/// <summary>What an officer has just done, for the notice on the page of the request.</summary>
public enum CaseworkDone
{
    /// <summary>A request that reached us otherwise was entered.</summary>
    Entered,
    Extended,
    Proposed,
    Refused,
    Declined,
    Held,
    Lifted,
    ProofRequested,
    Assigned,

    /// <summary>It is assigned as before.</summary>
    AssignmentUndone,
    Noted,
    IdentityProven,
    ResidenceCorrected,
    Started,

    /// <summary>A party was marked as notified.</summary>
    PartyNotified,

    /// <summary>Several parties were marked as notified.</summary>
    PartiesNotified,

    /// <summary>A message to a party was queued again.</summary>
    SentAgain,

    /// <summary>A reminder to a party was queued.</summary>
    ReminderSent,

    /// <summary>A person reminded a party.</summary>
    RemindedByHand,

    /// <summary>A party's answer was recorded.</summary>
    Recorded,

    /// <summary>A recorded answer was corrected.</summary>
    Corrected,
}

/// <summary>The addresses of a request's page after something was done.</summary>
internal static class CaseworkDonePaths
{
    extension(CaseworkDone done)
    {
        /// <param name="anchor">The part of the page to show; null for its top.</param>
        public string ToPath(string number, string? anchor = null)
        {
            var path = $"{RequestPaths.StaffPage(number)}?done={done.ToKebabCase()}";
            return anchor is null ? path : $"{path}#{anchor}";
        }

        /// <param name="undo">What undoes it, sealed.</param>
        public string ToUndoPath(string number, string anchor, string undo) =>
            $"{RequestPaths.StaffPage(number)}?done={done.ToKebabCase()}&undo={Uri.EscapeDataString(undo)}#{anchor}";

        /// <param name="task">The party's part that it was done to; the notice stands there.</param>
        public string ToTaskPath(string number, Guid task) =>
            $"{RequestPaths.StaffPage(number)}?done={done.ToKebabCase()}&task={task:N}#task-{task:N}";
    }
}
