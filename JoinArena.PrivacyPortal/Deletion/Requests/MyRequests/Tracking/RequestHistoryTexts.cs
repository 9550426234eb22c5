using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;

/// <summary>The sentences in a request's history.</summary>
internal static class RequestHistoryTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        public string Describe(TrackedHold hold) =>
            (hold.IsLifted, hold.PartyName) switch
            {
                (false, null) => words["A legal hold was placed: your data must be kept as evidence for now"],
                (false, { } party) => words[
                    "A legal hold was placed: what {0} holds must be kept as evidence for now",
                    party
                ],
                (true, null) => words["A legal hold was lifted: your data no longer has to be kept as evidence"],
                (true, { } party) => words[
                    "A legal hold was lifted: what {0} holds no longer has to be kept as evidence",
                    party
                ],
            };

        /// <param name="forStaff">Whether staff read it, and not the worker.</param>
        public string Describe(TrackedEvent entry, bool forStaff) =>
            entry.Kind switch
            {
                RequestEventKind.Confirmed => forStaff
                    ? words["The worker confirmed the request"]
                    : words["You confirmed the request"],
                RequestEventKind.Entered => words["The request was entered"],
                RequestEventKind.Started => words["The cooling-off time ended"],
                RequestEventKind.PartyNotified => words["{0} was asked to erase", entry.PartyName ?? ""],
                RequestEventKind.PartyAcknowledged => words["{0} confirmed receipt", entry.PartyName ?? ""],
                RequestEventKind.PartyAnswered => words.DescribeAnswer(entry),
                RequestEventKind.AnswerCorrected => entry.ActorKind is ActorKind.Officer
                    ? words["The privacy team corrected what it recorded: {0}", words.DescribeAnswer(entry)]
                    : words.DescribeCorrection(entry),
                RequestEventKind.PartyNotReached => words["{0} could not be reached", entry.PartyName ?? ""],
                RequestEventKind.PartyTriedAgain => words["The message to {0} is sent again", entry.PartyName ?? ""],
                RequestEventKind.Extended => words["The deadline was extended"],
                RequestEventKind.RefusalProposed => entry.PartyName is { } proposed
                    ? words["An officer proposed to refuse to ask {0}", proposed]
                    : words["An officer proposed to refuse the request"],
                RequestEventKind.RefusalDeclined => words["The proposed refusal was declined or withdrawn"],
                RequestEventKind.RefusedByUs => entry.PartyName is { } party
                    ? words["JoinArena refused to ask {0}", party]
                    : words["JoinArena refused the request"],
                RequestEventKind.HoldPlaced => words["A legal hold was placed"],
                RequestEventKind.HoldLifted => words["A legal hold was lifted"],
                RequestEventKind.IdentityAsked => forStaff
                    ? words["The worker was asked to prove who they are"]
                    : words["We asked you to prove who you are"],
                RequestEventKind.IdentityProven => forStaff
                    ? words["The worker proved who they are"]
                    : words["You proved who you are"],
                RequestEventKind.JobPlaceFound => words[
                    "A job was reported in a place whose law also applies to this request"
                ],
                RequestEventKind.ResidenceCorrected => words[
                    "The privacy team corrected the place of residence, and the dates were worked out again"
                ],
                RequestEventKind.TeamReminded => words["The privacy team was reminded of a deadline"],
                RequestEventKind.Escalated => words[
                    "The last day for an answer passed, and JoinArena’s administrators were alerted"
                ],
                RequestEventKind.AcknowledgementOverdue => words[
                    "The email that confirms the request was not sent in time, and JoinArena’s administrators were alerted"
                ],
                RequestEventKind.RefusalOverdue => words[
                    "The last day to refuse any of it passed, and JoinArena’s administrators were alerted"
                ],
                RequestEventKind.ProofOverdue => words[
                    "No proof of identity came within a month, and JoinArena’s administrators were alerted"
                ],
                RequestEventKind.Assigned => words["The officer who works on it changed"],
                RequestEventKind.PartyReminded => words["{0} was reminded", entry.PartyName ?? ""],
                RequestEventKind.PartyOverdue => words["{0} did not answer in time", entry.PartyName ?? ""],
                RequestEventKind.RedisclosureFound => words[
                    "{0} received data that this request covers, and was added",
                    entry.PartyName ?? ""
                ],
                RequestEventKind.Reopened => words[
                    "{0} may no longer keep the data, and is asked again",
                    entry.PartyName ?? ""
                ],
                RequestEventKind.RemedyFiled => words.DescribeFiling(entry.Filed, forStaff),
                RequestEventKind.RemedyExtended => words["The time to answer the appeal was extended"],
                RequestEventKind.RemedyAnswered => words.DescribeReply(entry.Filed),
                RequestEventKind.ReopenedOnAppeal => words[
                    "The request was opened again, and the parties are asked again"
                ],
                RequestEventKind.Ended => words["No more answers are expected, and the request has ended"],
                RequestEventKind.Withdrawn => forStaff
                    ? words["The worker withdrew the request"]
                    : words["You withdrew the request"],
                RequestEventKind.Expired => words["It was not confirmed in time, and expired"],
            };

        private string DescribeReply(RemedyKind? answered) =>
            answered switch
            {
                RemedyKind.Appeal => words["The privacy team answered your appeal"],
                RemedyKind.Complaint => words["The privacy team answered your complaint"],
                null => words["The privacy team answered the complaint or appeal"],
            };

        // A worker's page knows which of the two it was.
        private string DescribeFiling(RemedyKind? filed, bool forStaff)
        {
            if (forStaff)
                return words["The worker complained or appealed"];
            return filed is RemedyKind.Appeal ? words["You appealed"] : words["You complained"];
        }

        private string DescribeAnswer(TrackedEvent entry)
        {
            var party = entry.PartyName ?? "";
            return entry.State switch
            {
                TaskState.Erased => words["{0} has erased the data", party],
                TaskState.NothingHeld => words["{0} held none of this data", party],
                TaskState.Retained => words["{0} keeps this data for now", party],
                TaskState.Irreversible => words["{0} cannot undo what was done with this data", party],
                TaskState.Refused => words["{0} has refused to erase this data", party],
                null
                or TaskState.NotAsked
                or TaskState.Pending
                or TaskState.Sent
                or TaskState.Acknowledged
                or TaskState.Failed => words["{0} answered", party],
            };
        }

        private string DescribeCorrection(TrackedEvent entry)
        {
            var party = entry.PartyName ?? "";
            return entry.State switch
            {
                TaskState.Erased => words["{0} corrected its answer: it has erased the data", party],
                TaskState.NothingHeld => words["{0} corrected its answer: it held none of this data", party],
                TaskState.Retained => words["{0} corrected its answer: it keeps this data for now", party],
                TaskState.Irreversible => words[
                    "{0} corrected its answer: it cannot undo what was done with this data",
                    party
                ],
                TaskState.Refused => words["{0} corrected its answer: it has refused to erase this data", party],
                null
                or TaskState.NotAsked
                or TaskState.Pending
                or TaskState.Sent
                or TaskState.Acknowledged
                or TaskState.Failed => words["{0} corrected its answer", party],
            };
        }
    }
}
