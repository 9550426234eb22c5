using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;

/// <content>The email with the answers of a day (<see cref="AnswerDay"/>).</content>
public sealed partial class RequestEmails
{
    /// <summary>
    /// The email with the answers of a day but the first, as they are now. Null if there is nothing to send: they are
    /// corrected or asked for again, which has its own email, or the request has ended or is withheld.
    /// </summary>
    /// <param name="first">The event of the answer with which the day began.</param>
    internal async Task<Notice?> ComposeDigestAsync(
        PortalDbContext db,
        DeletionRequest request,
        Guid first,
        CancellationToken ct
    )
    {
        if (request.WithheldSince is not null)
            return null;
        var history = await ListHistoryAsync(db, request, ct);
        var day = AnswerDay.ListDays(history).SingleOrDefault(d => d.First.Id == first);
        if (day is null || day.IsNotifiedAtEnd)
            return null;
        return ListAnswered(request, history, day.Others) switch
        {
            [] => null,
            [var only] => await ComposeAnsweredAsync(db, request, only, null, ct),
            var several => await ComposeAnsweredAsync(db, request, several, ct),
        };
    }

    /// <summary>The answers whose email was to come when their day is over: the email about the end tells them.</summary>
    /// <param name="request">A request that has ended in this unit of work.</param>
    internal static async Task<IReadOnlyList<ErasureTask>> ListUnnotifiedAsync(
        PortalDbContext db,
        DeletionRequest request,
        CancellationToken ct
    )
    {
        var about = RequestPaths.StaffPage(request.Number);
        var digests = db.Outbox.Where(m => m.Kind == AnswerDigest.KindName && m.DoneAt == null && m.About == about);
        // Two queries, for each of which there is a small index.
        var waiting = await digests
            .Where(m => m.GivenUpAt == null)
            .Select(m => m.Payload)
            .Concat(digests.Where(m => m.GivenUpAt != null).Select(m => m.Payload))
            .ToListAsync(ct);
        var firsts = waiting.Select(p => AnswerDigest.Parse(p).First).ToHashSet();
        var end = request.FindLastEvent(RequestEventKind.Ended).Id;
        var history = (await ListHistoryAsync(db, request, ct)).Where(e => e.Id != end).ToList();
        var unnotified = AnswerDay.ListDays(history).Where(d => firsts.Contains(d.First.Id) && !d.IsNotifiedAtEnd);
        return ListAnswered(request, history, [.. unnotified.SelectMany(d => d.Others)]);
    }

    /// <summary>Each party's answer, a line each.</summary>
    internal IEnumerable<string> DescribeAnswers(
        DeletionRequest request,
        IEnumerable<ErasureTask> tasks,
        DisplayFormatter shown
    ) => tasks.Select(t => DescribeAnswer(request, t, shown));

    // The inbox has each answer at once; an email comes at once about the first of a day only.
    private async Task SendTodayAsync(PortalDbContext db, DeletionRequest request, Notice notice, CancellationToken ct)
    {
        var now = clock.GetInstant();
        var today = AnswerDay.ListDays(await ListHistoryAsync(db, request, ct))[^1];
        if (today.Others.Count == 0)
        {
            await db.SendAboutAsync(request, notice, now, ct);
            return;
        }

        await db.SendToInboxAboutAsync(request, notice, now, ct);
        if (today.Others.Count == 1 && request.WithheldSince is null)
        {
            db.Enqueue(
                AnswerDigest.KindName,
                new AnswerDigest(request.Id, today.First.Id),
                now,
                today.EmailDueAt,
                RequestPaths.StaffPage(request.Number)
            );
        }
    }

    private async Task<Notice> ComposeAnsweredAsync(
        PortalDbContext db,
        DeletionRequest request,
        IReadOnlyList<ErasureTask> tasks,
        CancellationToken ct
    )
    {
        var outcomes = await FindOutcomesAsync(db, request, ct);
        return await ComposeAsync(
            db,
            request,
            shown =>
                (
                    words.Plural(
                        tasks.Count,
                        "1 more answer to your deletion request ({1} of {2})",
                        "{0} more answers to your deletion request ({1} of {2})",
                        outcomes.Answered,
                        outcomes.Asked
                    ),
                    [.. DescribeAnswers(request, tasks, shown), .. DescribeStillAwaited(request, outcomes, shown)]
                ),
            ct
        );
    }

    /// <summary>What was answered with these events and is still the party's answer, by the party's name.</summary>
    private static IReadOnlyList<ErasureTask> ListAnswered(
        DeletionRequest request,
        IEnumerable<RequestEvent> history,
        IReadOnlyList<RequestEvent> answers
    )
    {
        var latest = history
            .Where(e => e.Kind is RequestEventKind.PartyAnswered or RequestEventKind.AnswerCorrected)
            .GroupBy(e => e.TaskId)
            .Select(told => told.MaxBy(e => e.Sequence)!.Id)
            .ToHashSet();
        var answered = answers.Where(e => latest.Contains(e.Id)).Select(e => e.TaskId).ToHashSet();
        return
        [
            .. request
                .Tasks.Where(t => t.State.IsAnswer && answered.Contains(t.Id))
                .OrderBy(t => t.PartyName, StringComparer.OrdinalIgnoreCase),
        ];
    }

    /// <summary>What happened to the request, with what is not saved yet.</summary>
    private static async Task<IReadOnlyList<RequestEvent>> ListHistoryAsync(
        PortalDbContext db,
        DeletionRequest request,
        CancellationToken ct
    )
    {
        var saved = await db
            .RequestEvents.AsNoTracking()
            .Where(e => e.RequestId == request.Id && AnswerDay.Kinds.Contains(e.Kind))
            .ToListAsync(ct);
        return [.. saved.UnionBy(request.Events, e => e.Id)];
    }
}
