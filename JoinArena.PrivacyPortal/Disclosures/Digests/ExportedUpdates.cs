using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.Digests;

/// <summary>Which updates a worker gets, in the export of their data: one entry, also for who never chose.</summary>
internal sealed class ExportedUpdates(IDbContextFactory<PortalDbContext> contexts) : IExportedList
{
    public string Name => "updates";

    public string? Describe(string path, string code, IStringLocalizer<SharedResource> words) =>
        path is "choice" && KebabCase.TryParse<DigestKind>(code, out var kind) ? words.Describe(kind) : null;

    public async IAsyncEnumerable<JsonObject> ReadAsync(string workerId, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var chosen = await db.DigestPreferences.AsNoTracking().SingleOrDefaultAsync(p => p.WorkerId == workerId, ct);
        yield return new()
        {
            ["choice"] = (chosen?.Kind ?? DigestKind.Monthly).ToKebabCase(),
            ["changedAt"] = chosen?.ChangedAt.ToIso(),
        };
    }
}
