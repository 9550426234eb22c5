using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.Questions;

/// <summary>Takes a worker's question about an entry to the privacy team, and the answer back.</summary>
public sealed class QuestionService(
    IDbContextFactory<PortalDbContext> contexts,
    IStringLocalizer<SharedResource> words,
    TimeProvider clock
)
{
    /// <summary>How many questions of one worker may wait at a time.</summary>
    public const int MaxOpen = 20;

    /// <summary>What the change feed calls the questions that wait.</summary>
    public const string ChangeSubject = "questions";

    private const int PageSize = 50;

    /// <summary>Asks the privacy team about one entry of the worker.</summary>
    public async Task<Result<Guid, QuestionError>> AskAsync(
        string workerId,
        Guid disclosureId,
        string? text,
        CancellationToken ct
    )
    {
        if (Refused(text) is { } refusal)
            return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (!await db.Disclosures.AnyAsync(d => d.WorkerId == workerId && d.Id == disclosureId, ct))
            return QuestionError.NotFound;
        if (await db.Questions.CountAsync(q => q.WorkerId == workerId && q.AnsweredAt == null, ct) >= MaxOpen)
            return QuestionError.TooMany;

        var question = db
            .Questions.Add(
                new()
                {
                    WorkerId = workerId,
                    DisclosureId = disclosureId,
                    AskedAt = clock.GetInstant(),
                    Text = text!.Trim(),
                }
            )
            .Entity;
        await db.Ledger.AppendAsync(
            new QuestionAsked(workerId, question.AskedAt, question.Id, disclosureId),
            question.Id,
            ct
        );
        db.PublishChange(ChangeSubject);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return question.Id;
    }

    /// <summary>Answers a question, and tells the worker.</summary>
    public async Task<Result<Guid, QuestionError>> AnswerAsync(
        Guid id,
        string? text,
        string officer,
        CancellationToken ct
    )
    {
        if (Refused(text) is { } refusal)
            return refusal;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (await db.Questions.SingleOrDefaultAsync(q => q.Id == id, ct) is not { } question)
            return QuestionError.NotFound;
        if (question.AnsweredAt is not null)
            return QuestionError.Answered;

        var now = clock.GetInstant();
        question.Reply(text!.Trim(), officer, now);
        await db.Ledger.AppendAsync(
            new QuestionAnswered(question.WorkerId, now, question.Id, question.DisclosureId),
            question.AnswerEntryId!.Value,
            ct
        );
        var worker = await db.Workers.SingleAsync(w => w.Id == question.WorkerId, ct);
        db.Notices.SendToWorker(
            worker,
            CultureScope.Run(
                worker.Locale,
                () =>
                    new Notice(
                        words["The privacy team has answered you"],
                        [words["You asked: {0}", question.Text], words["The answer: {0}", question.Answer!]],
                        $"/my-data/disclosures/{question.DisclosureId}"
                    )
            ),
            now
        );
        db.PublishChange(ChangeSubject);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return id;
    }

    /// <summary>What the worker has asked about an entry, the earliest first.</summary>
    public async Task<IReadOnlyList<Question>> ListForDisclosureAsync(
        string workerId,
        Guid disclosureId,
        CancellationToken ct
    )
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db
            .Questions.AsNoTracking()
            .Where(q => q.WorkerId == workerId && q.DisclosureId == disclosureId)
            .OrderBy(q => q.AskedAt)
            .ThenBy(q => q.Id)
            .ToListAsync(ct);
    }

    /// <summary>For the team: what waits, the longest first; or what has been answered, the latest first.</summary>
    public async Task<IReadOnlyList<QuestionSummary>> ListAsync(bool answered, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var questions = answered
            ? db.Questions.Where(q => q.AnsweredAt != null).OrderByDescending(q => q.AnsweredAt).ThenBy(q => q.Id)
            : db.Questions.Where(q => q.AnsweredAt == null).OrderBy(q => q.AskedAt).ThenBy(q => q.Id);
        return await (
            from q in questions.Take(PageSize)
            join d in db.Disclosures on q.DisclosureId equals d.Id
            join party in db.Parties on d.PartyId equals party.Id
            select new QuestionSummary(q.Id, party.Name, d.Time, q.AskedAt, q.AnsweredAt)
        ).ToListAsync(ct);
    }

    /// <summary>How many wait for an answer.</summary>
    public async Task<int> CountOpenAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Questions.CountAsync(q => q.AnsweredAt == null, ct);
    }

    /// <summary>For the team: one question with the entry it is about.</summary>
    public async Task<QuestionDetails?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Questions.AsNoTracking().SingleOrDefaultAsync(q => q.Id == id, ct) is not { } question)
            return null;
        return new(
            question,
            (await DisclosureViewQueries.FindAsync(db, question.WorkerId, question.DisclosureId, ct))!
        );
    }

    private static QuestionError? Refused(string? text) =>
        string.IsNullOrWhiteSpace(text) ? QuestionError.Empty
        : text.Trim().Length > Question.MaxLength ? QuestionError.TooLong
        : null;
}

/// <summary>Why a question, or its answer, was not taken.</summary>
public enum QuestionError
{
    NotFound,
    Empty,
    TooLong,

    /// <summary>So many of the worker's questions wait already.</summary>
    TooMany,

    /// <summary>Somebody else has answered it.</summary>
    Answered,
}

/// <summary>A question in the team's list; whose it is stands on its own page.</summary>
public sealed record QuestionSummary(
    Guid Id,
    string PartyName,
    DateTimeOffset Time,
    DateTimeOffset AskedAt,
    DateTimeOffset? AnsweredAt
);

/// <summary>A question and what it is about.</summary>
public sealed record QuestionDetails(Question Question, DisclosureView Disclosure);

/// <summary>The ledger's record that a worker has asked.</summary>
internal sealed record QuestionAsked(string Subject, DateTimeOffset At, Guid Id, Guid Disclosure)
    : LedgerEvent("question-asked", Subject, At);

/// <summary>The ledger's record that the team has answered.</summary>
internal sealed record QuestionAnswered(string Subject, DateTimeOffset At, Guid Id, Guid Disclosure)
    : LedgerEvent("question-answered", Subject, At);
