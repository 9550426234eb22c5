using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Casework;

/// <summary>What an officer reads when a change was refused.</summary>
internal static class CaseworkTexts
{
    public static string Describe(IStringLocalizer<SharedResource> words, CaseworkError error) =>
        error switch
        {
            CaseworkError.NotFound or CaseworkError.NotNow => words[
                "This can no longer be done because the request has changed. Check its current state."
            ],
            CaseworkError.NoOfficer => words["No officer has this address. Choose another."],
            CaseworkError.TextNeeded => words["Write something first."],
            CaseworkError.PlaceUnknown => words["Give an ISO 3166 code in capitals, such as DE or US-TX."],
            CaseworkError.Unchanged => words["This is the place that decides already. Nothing would change."],
            CaseworkError.ProofNeeded => words["Choose the message, or give the day, that carried the proof."],
            CaseworkError.ProofOutsideWait => words[
                "The proof came after you asked for it, and not in the future. Check the day."
            ],
            CaseworkError.TooLong => words["Shorten it to {0} characters.", RequestNote.MaxBodyLength],
        };
}
