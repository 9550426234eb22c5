using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Redisclosures;

/// <summary>Sentences about new copies of data under erasure.</summary>
public static class RedisclosureTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>What happened.</summary>
        internal string Describe(Redisclosure copy, DisplayFormatter format) =>
            copy.IsAfterRequest
                ? words[
                    "{0} received some of this data on {1}, after your request.",
                    copy.PartyName,
                    format.DateAndTime(copy.SentAt)
                ]
                : words[
                    "{0} received some of this data on {1}. We learned of this only after your request.",
                    copy.PartyName,
                    format.DateAndTime(copy.SentAt)
                ];

        /// <summary>What the portal does about it, and what the worker can do.</summary>
        internal string DescribeNextStep(RedisclosureAction action) =>
            action switch
            {
                RedisclosureAction.NotifiedWithOthers => words[
                    "You don’t need to do anything. This copy is part of your request and must be erased too."
                ],
                RedisclosureAction.AddedToRequest => words[
                    "You don’t need to do anything. "
                        + "We have added this copy to your request, and it must be erased too."
                ],
                RedisclosureAction.WorkerAsked => words[
                    "Your request had already ended. "
                        + "If you want this copy deleted too, ask for it on the page of your request."
                ],
            };
    }
}
