using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Shell.Desk.Lists;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Questions;

/// <summary>Workers' questions as the privacy team lists them.</summary>
public sealed class QuestionQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>A page of the questions that are searched for.</summary>
    public async Task<Paged<QuestionSummary>> FindAsync(QuestionSearch search, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var questions = search.IsAnswered
            ? db.Questions.Where(q => q.AnsweredAt != null)
            : db.Questions.Where(q => q.AnsweredAt == null);
        var disclosures = db.Disclosures;
        var parties = db.Parties;
        // Looked up for each question. A join could begin with the disclosures, of which there are very many.
        var rows = questions.Select(q => new Row
        {
            Question = q,
            Time = disclosures.Where(d => d.Id == q.DisclosureId).Select(d => d.Time).First(),
            PartyName = disclosures
                .Where(d => d.Id == q.DisclosureId)
                .Join(parties, d => d.PartyId, p => p.Id, (_, p) => p.Name)
                .First(),
        });
        if (!string.IsNullOrWhiteSpace(search.Text))
            rows = rows.Where(TextSearch.Contains<Row>(search.Text.Trim(), r => r.PartyName));

        var total = await rows.CountAsync(ct);
        var page = await Sort(rows, search)
            .ThenBy(r => r.Question.Id)
            .Skip(search.Skipped)
            .Take(DeskSearch.PageSize)
            .Select(r => new QuestionSummary(
                r.Question.Id,
                r.PartyName,
                r.Time,
                r.Question.AskedAt,
                r.Question.AnsweredAt
            ))
            .ToListAsync(ct);
        return new(page, total);
    }

    private static IOrderedQueryable<Row> Sort(IQueryable<Row> rows, QuestionSearch search) =>
        (search.Order, search.IsDescending) switch
        {
            (QuestionOrder.Asked, false) => rows.OrderBy(r => r.Question.AskedAt),
            (QuestionOrder.Asked, true) => rows.OrderByDescending(r => r.Question.AskedAt),
            (QuestionOrder.Answered, false) => rows.OrderBy(r => r.Question.AnsweredAt),
            (QuestionOrder.Answered, true) => rows.OrderByDescending(r => r.Question.AnsweredAt),
            (QuestionOrder.Disclosed, false) => rows.OrderBy(r => r.Time),
            (QuestionOrder.Disclosed, true) => rows.OrderByDescending(r => r.Time),
            (QuestionOrder.Party, false) => rows.OrderBy(r => r.PartyName),
            (QuestionOrder.Party, true) => rows.OrderByDescending(r => r.PartyName),
        };

    private sealed class Row
    {
        public required Question Question { get; init; }
        public required DateTimeOffset Time { get; init; }
        public required string PartyName { get; init; }
    }
}
