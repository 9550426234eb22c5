using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Acceptance.Uses;

/// <summary>Uses and what workers decided about them, in sentences.</summary>
public static class UseTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>"You stopped this use", "You allowed this use again"</summary>
        public string Describe(UseDecisionKind kind) =>
            kind switch
            {
                UseDecisionKind.Stopped => words["You stopped this use"],
                UseDecisionKind.Resumed => words["You allowed this use again"],
            };

        /// <summary>"Everything this clause describes", or for one kind of party "Only with companies that hire".</summary>
        public string DescribeRecipient(PartyKind? recipient) =>
            recipient is { } kind
                ? words["Only with {0}", words.DescribeRecipients(kind)]
                : words["Everything this clause describes"];

        /// <summary>"Photos made from your interview", or the id where no version has the clause any longer.</summary>
        public string DescribeClause(PolicyLibrary library, UseDecision decision) =>
            library.Find(decision.Version)?.FindClause(decision.ClauseId)?.GetText(decision.Language).Heading
            ?? decision.ClauseId;

        /// <summary>The label of the button.</summary>
        public string DescribeButton(UseDecisionKind kind) =>
            kind switch
            {
                UseDecisionKind.Stopped => words["Stop this use"],
                UseDecisionKind.Resumed => words["Allow this use again"],
            };
    }
}
