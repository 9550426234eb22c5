using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Intake.Sources;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.Questions;

/// <summary>Workers' questions to the privacy team about a disclosure, and the answers.</summary>
public sealed class QuestionService(
    IDbContextFactory<PortalDbContext> contexts,
    IStringLocalizer<SharedResource> words,
    TimeProvider clock
)
{
    /// <summary>The most questions of one worker that may wait for an answer at a time.</summary>
    public const int MaxOpen = 20;

    /// <summary>The change feed's subject for questions.</summary>
    public const string ChangeSubject = "questions";

    /// <summary>Asks the privacy team about one disclosure of the worker.</summary>
    /// <returns>The id of the question, or why it was not taken.</returns>
    public async Task<Result<Guid, QuestionError>> AskAsync(
        string workerId,
        Guid disclosureId,
        string? text,
        CancellationToken ct
    )
    {
        if (Validate(text) is { } error)
            return error;
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

    /// <summary>The email that the answer would send; nothing is changed.</summary>
    public async Task<Result<Notice, QuestionError>> PreviewAnswerAsync(Guid id, string? text, CancellationToken ct)
    {
        if (Validate(text) is { } error)
            return error;
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Questions.AsNoTracking().SingleOrDefaultAsync(q => q.Id == id, ct) is not { } question)
            return QuestionError.NotFound;
        if (question.AnsweredAt is not null)
            return QuestionError.Answered;
        var worker = await db.Workers.AsNoTracking().SingleAsync(w => w.Id == question.WorkerId, ct);
        return Compose(worker, question, text!.Trim());
    }

    /// <summary>Answers a question and notifies the worker.</summary>
    /// <returns>The id of the question, or why the answer was not taken.</returns>
    public async Task<Result<Guid, QuestionError>> AnswerAsync(
        Guid id,
        string? text,
        string officer,
        CancellationToken ct
    )
    {
        if (Validate(text) is { } error)
            return error;
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
        db.Notices.SendToWorker(worker, Compose(worker, question, question.Answer!), now);
        db.PublishChange(ChangeSubject);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return id;
    }

    /// <summary>The worker's questions about a disclosure, the earliest first.</summary>
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

    /// <summary>How many questions wait for an answer.</summary>
    public async Task<int> CountOpenAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Questions.CountAsync(q => q.AnsweredAt == null, ct);
    }

    /// <summary>For the team: one question with the disclosure it is about; null when there is none.</summary>
    public async Task<QuestionDetails?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.Questions.AsNoTracking().SingleOrDefaultAsync(q => q.Id == id, ct) is not { } question)
            return null;
        var disclosure = (await DisclosureViewQueries.FindAsync(db, question.WorkerId, question.DisclosureId, ct))!;
        var sources = await db.FindSourceNamesAsync([disclosure.Source], ct);
        return new(
            question,
            disclosure,
            await db.Workers.Where(w => w.Id == question.WorkerId).Select(w => w.Name).SingleOrDefaultAsync(ct)
        )
        {
            SourceName = sources.GetValueOrDefault(disclosure.Source),
        };
    }

    private Notice Compose(Worker worker, Question question, string answer) =>
        CultureScope.Run(
            worker.Language,
            () =>
                new Notice(
                    words["The privacy team has answered you"],
                    [words["Your question: {0}", question.Text], words["The answer: {0}", answer]],
                    $"/my-data/disclosures/{question.DisclosureId}"
                )
        );

    private static QuestionError? Validate(string? text) =>
        string.IsNullOrWhiteSpace(text) ? QuestionError.Empty
        : text.Trim().Length > Question.MaxLength ? QuestionError.TooLong
        : null;
}
