using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Casework;

/// <summary>What an officer reads when something about a case was not done.</summary>
internal static class CaseWords
{
    public static string Say(IStringLocalizer<Words> words, CaseRefusal refusal) => refusal switch
    {
        CaseRefusal.NotFound or CaseRefusal.NotNow => words["This can no longer be done: the request has moved on. See how it stands now."],
        CaseRefusal.NoOfficer => words["Nobody of this address is an officer. Choose another."],
        CaseRefusal.WordsNeeded => words["Write something first."],
        CaseRefusal.TooLong => words["Shorten it to {0} characters.", RequestNote.Longest],
    };
}
