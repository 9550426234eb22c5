using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Export;

/// <summary>What JoinArena holds about a worker, item by item, in the export of their data.</summary>
internal sealed class ExportedItems(IDbContextFactory<PortalDbContext> contexts) : IExportedList
{
    public string Name => "items";

    public async IAsyncEnumerable<JsonObject> ReadAsync(string workerId, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var items = db.DataItems.AsNoTracking().Where(i => i.WorkerId == workerId).OrderBy(i => i.Id);
        await foreach (var item in items.AsAsyncEnumerable().WithCancellation(ct))
            yield return ToJson(item);
    }

    private static JsonObject ToJson(DataItem item) =>
        new()
        {
            ["id"] = item.Id,
            ["category"] = item.Category.ToKebabCase(),
            ["label"] = item.Label,
            ["interviewId"] = item.InterviewId,
            ["interviewAt"] = item.InterviewAt?.ToIso(),
            ["jobLocation"] = item.JobLocation,
            ["createdAt"] = item.CreatedAt?.ToIso(),
        };
}
