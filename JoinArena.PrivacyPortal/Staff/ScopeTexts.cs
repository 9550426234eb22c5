using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Staff;

/// <summary>What an API key may do, in a sentence for the person who creates one.</summary>
internal static class ScopeTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>"Announce workers and change their details."</summary>
        public string DescribeScope(string scope) =>
            scope switch
            {
                Scopes.WorkersWrite => words[
                    "Announce workers and change their details, and hand in their deletion requests."
                ],
                Scopes.WorkersRead => words[
                    "Read what was announced about a worker, and ask whether they have accepted the policy."
                ],
                Scopes.PartiesWrite => words["Announce parties and how to notify them, and read that."],
                Scopes.DisclosuresWrite => words[
                    "Announce data and the systems that report, and report which data went to which party."
                ],
                Scopes.ErasuresWrite => words["List what every party must erase, and report what each answered."],
                _ => words["List what one party must erase, and report what it answered."],
            };
    }
}
