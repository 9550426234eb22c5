using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Jurisdictions.Citations;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Requests.HoldingLaws;

/// <summary>How asking for proof of identity affects the deadline.</summary>
public static class IdentityCheckTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>The effect under one law, in a sentence.</summary>
        public string DescribeIdentityCheck(Law law, IdentityCheck check) =>
            check.Effect switch
            {
                IdentityEffect.None => words[
                    "Our deadline under the {0} stays the same ({1}).",
                    words[law.Name],
                    words.Cite(check.Citation)
                ],
                IdentityEffect.Pauses => words[
                    "Our deadline under the {0} pauses until you have answered ({1}).",
                    words[law.Name],
                    words.Cite(check.Citation)
                ],
                IdentityEffect.Restarts => words[
                    "Our period to answer under the {0} starts when you have answered ({1}).",
                    words[law.Name],
                    words.Cite(check.Citation)
                ],
            };
    }
}
