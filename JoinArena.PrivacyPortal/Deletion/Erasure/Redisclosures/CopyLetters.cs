using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.Redisclosures;

/// <summary>What the worker is written when something they had asked to have deleted turns up somewhere.</summary>
public sealed class CopyLetters(DeletionLetters letters, IStringLocalizer<Words> words, TimeProvider clock)
{
    internal async Task FoundAsync(PortalDbContext db, DeletionRequest request, IReadOnlyList<NewCopy> copies, CancellationToken ct) =>
        await db.Notices.ToWorkerAsync(request.WorkerId, await letters.ComposeAsync(db, request, shown => (
            copies.Any(c => c.IsAfterAsking) ? words["Something you asked to have deleted was sent on: {0}", request.Number] : words["One more party has what you asked to have deleted: {0}", request.Number],
            [.. copies.GroupBy(c => (c.PartyId, c.IsAfterAsking)).Select(g => words.Say(g.OrderByDescending(c => c.SentAt).First(), shown)), words.WhatNow(copies[0].Answer), words["Our privacy team has been told, so that it finds out how this came about."]]), ct), clock.GetInstant(), ct);
}

/// <summary>How a new copy is said to people.</summary>
public static class CopyWords
{
    extension(IStringLocalizer<Words> words)
    {
        /// <summary>What happened.</summary>
        internal string Say(NewCopy copy, Shown shown) => copy.IsAfterAsking
            ? words["{0} got something of it on {1}, after you had asked.", copy.PartyName, shown.Moment(copy.SentAt)]
            : words["{0} got something of it on {1}. We learned that only after you had asked.", copy.PartyName, shown.Moment(copy.SentAt)];

        /// <summary>What is done about it.</summary>
        internal string WhatNow(CopyAnswer answer) => answer switch
        {
            CopyAnswer.ToldWithTheOthers => words["Nothing is needed from you: this copy is part of your request, and has to be erased with the rest."],
            CopyAnswer.Added => words["Nothing is needed from you: we have added this copy to your request, and it has to be erased too."],
            CopyAnswer.WorkerAsked => words["Your request had ended by then. If you want this copy deleted too, ask for it on the page of your request."],
        };
    }
}
