using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Export;

/// <summary>The messages in a worker's inbox, in the export of their data.</summary>
internal sealed class ExportedMessages(IDbContextFactory<PortalDbContext> contexts, Inbox inbox) : IExportedList
{
    public string Name => "messages";

    public async IAsyncEnumerable<JsonObject> ReadAsync(string workerId, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var sent = (await inbox.FindMessagesAsync(db, workerId, ct)).OrderBy(m => m.At);
        await foreach (var message in sent.ThenBy(m => m.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            yield return new()
            {
                ["id"] = message.Id,
                ["at"] = message.At.ToIso(),
                ["subject"] = message.Subject,
                ["text"] = string.Join('\n', message.Body),
                ["readAt"] = message.ReadAt?.ToIso(),
            };
        }
    }
}
