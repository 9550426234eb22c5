using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.AccessLog;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.Export;

/// <summary>
/// Which members of the privacy team viewed a worker's data, in the export of it. As on the page, a role and no name.
/// </summary>
internal sealed class ExportedViews(IDbContextFactory<PortalDbContext> contexts) : IExportedList
{
    public string Name => "views";

    public string? Describe(string path, string code, IStringLocalizer<SharedResource> words) =>
        path switch
        {
            "role" => words.DescribeRole(code),
            "reason" => words.DescribeReason(code),
            "viewed" when KebabCase.TryParse<AccessTarget>(code, out var target) => words.Describe(target),
            _ => null,
        };

    public async IAsyncEnumerable<JsonObject> ReadAsync(string workerId, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var views = db.AccessLogEntries.AsNoTracking().Where(v => v.WorkerId == workerId).OrderBy(v => v.At);
        await foreach (var view in views.ThenBy(v => v.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return new()
            {
                ["id"] = view.Id,
                ["at"] = view.At.ToIso(),
                ["role"] = view.Role,
                ["viewed"] = view.Target.ToKebabCase(),
                ["reason"] = view.Reason,
            };
        }
    }
}
