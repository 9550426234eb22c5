using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Questions;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Export;

/// <summary>What a worker asked about disclosures, and the answers, in the export of their data.</summary>
internal sealed class ExportedQuestions(IDbContextFactory<PortalDbContext> contexts) : IExportedList
{
    public string Name => "questions";

    public async IAsyncEnumerable<JsonObject> ReadAsync(string workerId, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var asked = db.Questions.AsNoTracking().Where(q => q.WorkerId == workerId).OrderBy(q => q.AskedAt);
        await foreach (var question in asked.ThenBy(q => q.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return new()
            {
                ["id"] = question.Id,
                ["disclosureId"] = question.DisclosureId,
                ["askedAt"] = question.AskedAt.ToIso(),
                ["text"] = question.Text,
                ["answeredAt"] = question.AnsweredAt?.ToIso(),
                ["answer"] = question.Answer,
            };
        }
    }
}
