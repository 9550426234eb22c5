using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Casework;

/// <summary>What an officer reads when something about a case was not done.</summary>
internal static class CaseworkTexts
{
    public static string Describe(IStringLocalizer<SharedResource> words, CaseworkError refusal) =>
        refusal switch
        {
            CaseworkError.NotFound or CaseworkError.NotNow => words[
                "This can no longer be done: the request has moved on. See how it stands now."
            ],
            CaseworkError.NoOfficer => words["Nobody of this address is an officer. Choose another."],
            CaseworkError.TextNeeded => words["Write something first."],
            CaseworkError.TooLong => words["Shorten it to {0} characters.", RequestNote.MaxBodyLength],
        };
}
