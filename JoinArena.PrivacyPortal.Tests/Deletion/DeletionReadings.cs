using System.Collections.Concurrent;
using System.Net.Sockets;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.BackgroundJobs;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion;
using JoinArena.PrivacyPortal.Deletion.Casework;
using JoinArena.PrivacyPortal.Deletion.Casework.DeadlineAlerts;
using JoinArena.PrivacyPortal.Deletion.Casework.Decisions;
using JoinArena.PrivacyPortal.Deletion.Casework.Holds;
using JoinArena.PrivacyPortal.Deletion.Casework.Messages;
using JoinArena.PrivacyPortal.Deletion.Casework.Queue;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Erasure.Answers;
using JoinArena.PrivacyPortal.Deletion.Erasure.Connectors;
using JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;
using JoinArena.PrivacyPortal.Deletion.Intake;
using JoinArena.PrivacyPortal.Deletion.RecordRetention;
using JoinArena.PrivacyPortal.Deletion.Remedies;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.HoldingLaws;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;
using JoinArena.PrivacyPortal.Deletion.Statistics;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Parties.Connectors;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Notifications;
using JoinArena.PrivacyPortal.Tests.Parties;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

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
