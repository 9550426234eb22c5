using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>What tests of deletion read when something has happened.</summary>
public static class DeletionReadings
{
    extension(DeletionFixture fixture)
    {
        public async Task<DeletionRequest> LoadRequestAsync(string number)
        {
            await using var db = await fixture.Contexts.CreateDbContextAsync();
            return await db
                .DeletionRequests.AsNoTracking()
                .Include(r => r.Tasks.OrderBy(t => t.PartyName))
                .Include(r => r.Events.OrderBy(e => e.Sequence))
                .SingleAsync(r => r.Number == number);
        }

        /// <summary>The worker's only request, as the export of their data has it.</summary>
        public async Task<JsonObject> ExportRequestAsync() =>
            await fixture
                .Services.GetServices<IExportedList>()
                .OfType<DeletionExport>()
                .Single()
                .ReadAsync(fixture.Worker, default)
                .SingleAsync();

        /// <summary>Subjects in the worker's inbox, in no order: their instants may be the same.</summary>
        public async Task<IReadOnlyList<string>> ReadInboxSubjectsAsync()
        {
            await using var db = await fixture.Contexts.CreateDbContextAsync();
            return await db
                .InboxMessages.Where(m => m.WorkerId == fixture.Worker)
                .OrderBy(m => m.Id)
                .Select(m => m.Subject)
                .ToListAsync();
        }

        /// <summary>Everything in the worker's inbox as one text.</summary>
        public async Task<string> ReadInboxTextAsync()
        {
            await using var db = await fixture.Contexts.CreateDbContextAsync();
            return string.Join(
                "\n",
                (
                    await db.InboxMessages.Where(m => m.WorkerId == fixture.Worker).OrderBy(m => m.Id).ToListAsync()
                ).SelectMany(m => m.Body.Prepend(m.Subject))
            );
        }

        /// <summary>The payloads of mails that wait for this address.</summary>
        public async Task<IReadOnlyList<string>> FindQueuedMailsAsync(string address)
        {
            await using var db = await fixture.Contexts.CreateDbContextAsync();
            return await db
                .Outbox.Where(m => m.Kind == "mail" && m.Payload!.Contains(address))
                .Select(m => m.Payload!)
                .ToListAsync();
        }

        /// <summary>The kinds of the worker's ledger records, in the order of the alphabet.</summary>
        public async Task<IReadOnlyList<string>> ReadLedgerKindsAsync()
        {
            await using var db = await fixture.Contexts.CreateDbContextAsync();
            return
            [
                .. (await db.ReadRecordsAsync(fixture.Worker))
                    .Select(r => System.Text.Json.JsonDocument.Parse(r).RootElement.GetProperty("kind").GetString()!)
                    .Order(StringComparer.Ordinal),
            ];
        }
    }
}
