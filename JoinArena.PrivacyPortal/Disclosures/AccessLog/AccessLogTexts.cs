using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.AccessLog;

/// <summary>A view in words, for the worker whose data it was.</summary>
public static class AccessLogTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>"They viewed your deletion request DR-2026-000123."</summary>
        public string DescribeView(AccessLogEntry view) =>
            view.Target switch
            {
                AccessTarget.Search => words["They searched for workers and found you."],
                AccessTarget.Profile => words["They viewed your file in the portal."],
                AccessTarget.Request when view.TargetId is null => words[
                    "They viewed one of your deletion requests. That request has been erased since."
                ],
                AccessTarget.Request => words["They viewed your deletion request {0}.", view.TargetId],
                AccessTarget.Question => words["They viewed your question and the disclosure it is about."],
                AccessTarget.Uncovered => words["They viewed your disclosures that no clause covers."],
                AccessTarget.Stop => words["They viewed which use of your data you stopped."],
                AccessTarget.EmailChanged => words[
                    "Your email address was changed. The old one no longer opens your data, and the new one had to be "
                        + "confirmed."
                ],
            };

        /// <summary>Why it was viewed: what the member of staff wrote stays as it is.</summary>
        public string DescribeReason(string reason) =>
            reason is AccessLogEntry.EnteringRequest
                ? words["To enter a request that reached us another way."]
                : reason;

        /// <summary>What was viewed, in a word or two: "Deletion request".</summary>
        public string Describe(AccessTarget target) =>
            target switch
            {
                AccessTarget.Search => words["Search for workers"],
                AccessTarget.Profile => words["File in the portal"],
                AccessTarget.Request => words["Deletion request"],
                AccessTarget.Question => words["Question"],
                AccessTarget.Uncovered => words["Disclosures that no clause covers"],
                AccessTarget.Stop => words["Use that was stopped"],
                AccessTarget.EmailChanged => words["Change of the email address"],
            };

        /// <summary>"an officer on the privacy team"</summary>
        public string DescribeRole(string role) =>
            role switch
            {
                AccessLogEntry.PlatformRole => words["JoinArena’s platform"],
                Roles.Auditor => words["an auditor on the privacy team"],
                Roles.Administrator => words["an administrator on the privacy team"],
                _ => words["an officer on the privacy team"],
            };
    }
}
