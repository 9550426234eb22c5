using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.Digests;

/// <summary>A worker's choice of updates in words.</summary>
internal static class DigestTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>What the worker gets, in a sentence.</summary>
        public string Describe(DigestKind kind) =>
            kind switch
            {
                DigestKind.Monthly => words[
                    "You get a monthly update, and one right away when a new kind of party appears."
                ],
                DigestKind.NewKinds => words["You get an update only when a new kind of party appears."],
                DigestKind.None => words["You get no updates."],
            };
    }
}
