using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.AccessLog;

/// <summary>A look in words for the worker whose data it was.</summary>
public static class AccessLogTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>"They looked at your deletion request DR-2026-000123."</summary>
        public string DescribeView(AccessLogEntry look) =>
            look.Target switch
            {
                AccessTarget.Search => words["They searched for workers, and you were among those found."],
                AccessTarget.Profile => words["They looked at what the portal has about you."],
                AccessTarget.Request when look.TargetId is null => words[
                    "They looked at a deletion request of yours. It is erased by now."
                ],
                AccessTarget.Request => words["They looked at your deletion request {0}.", look.TargetId],
                AccessTarget.Question => words["They looked at your question and the entry it is about."],
                AccessTarget.Uncovered => words["They looked at entries of yours that no clause covers."],
            };

        /// <summary>"an officer of the privacy team"</summary>
        public string DescribeRole(string role) =>
            role switch
            {
                Roles.Auditor => words["an auditor of the privacy team"],
                Roles.Administrator => words["an administrator of the privacy team"],
                _ => words["an officer of the privacy team"],
            };
    }
}
