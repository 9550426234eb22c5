using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Casework;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Disclosures.Intake;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>What tests of deletion begin with: parties that hold data, their connectors, staff.</summary>
public static class DeletionArrangements
{
    extension(DeletionFixture fixture)
    {
        public async Task<DeletionFixture> WithWorkerAsync(string jurisdiction = "DE")
        {
            await using var db = await fixture.Contexts.CreateDbContextAsync();
            // Benches of a class share the database: this one hands over nothing of another's.
            await db.Outbox.ExecuteDeleteAsync();
            db.Workers.Add(
                new Worker
                {
                    Id = fixture.Worker,
                    Email = $"{fixture.Worker}@example.com",
                    NormalizedEmail = $"{fixture.Worker}@EXAMPLE.COM",
                    Name = "Ana Example",
                    Jurisdiction = jurisdiction,
                    Locale = "en",
                    TimeZone = "Europe/Lisbon",
                    AnnouncedAt = fixture.Clock.GetInstant(),
                }
            );
            await db.SaveChangesAsync();
            return fixture;
        }

        /// <summary>A party that was sent items of this worker.</summary>
        /// <returns>Its id.</returns>
        public async Task<string> AddHoldingPartyAsync(
            string name,
            PartyKind kind = PartyKind.HiringCompany,
            ConnectorType connector = ConnectorType.Manual,
            string? interview = null,
            bool isAllowed = true,
            params DataCategory[] categories
        )
        {
            await using var db = await fixture.Contexts.CreateDbContextAsync();
            var party = new Party
            {
                Id = $"p-{Guid.NewGuid():N}",
                Name = name,
                Kind = kind,
                PrivacyContact = $"privacy@{name.ToLowerInvariant()}.example",
                Connector = new() { Type = connector },
            };
            db.Parties.Add(party);
            foreach (var category in categories.DefaultIfEmpty(DataCategory.Resume))
            {
                var holding = new Holding
                {
                    WorkerId = fixture.Worker,
                    PartyId = party.Id,
                    ItemId = $"{category.ToKebabCase()}-{interview}",
                    Direction = Direction.Disclosed,
                    Category = category,
                    InterviewId = interview,
                };
                holding.Add(fixture.Clock.GetInstant().AddDays(-30), null, isAllowed);
                db.Holdings.Add(holding);
            }

            await db.SaveChangesAsync();
            return party.Id;
        }

        /// <summary>Announces an item of the worker, as JoinArena's platform does.</summary>
        public async Task AnnounceItemAsync(
            string item,
            DataCategory category,
            string? interview,
            string? jobLocation
        ) =>
            (
                await new ItemRegister(fixture.Contexts).AnnounceAsync(
                    fixture.Worker,
                    item,
                    new(category.ToKebabCase(), interview, CreatedAt: "2026-11-01T00:00:00Z", JobLocation: jobLocation),
                    default
                )
            ).IsSuccess.ShouldBeTrue();

        /// <summary>Records that the worker proved who they are today.</summary>
        public Task<Result<string, CaseworkError>> RecordProofTodayAsync(string number) =>
            fixture.Casework.RecordIdentityProofAsync(
                number,
                new(null, DateOnly.FromDateTime(fixture.Clock.GetUtcNow().UtcDateTime)),
                DeletionFixture.Officer,
                default
            );

        /// <summary>Says where a party is called, as the API would.</summary>
        /// <returns>The secret its webhooks are signed with.</returns>
        public async Task<string> SetConnectorAsync(string party, string url, string? recipe = null)
        {
            await using var db = await fixture.Contexts.CreateDbContextAsync();
            var known = await db.Parties.AsNoTracking().SingleAsync(p => p.Id == party);
            var connector = recipe is null
                ? new ConnectorAnnouncement("webhook", url)
                : new ConnectorAnnouncement("http", url, Recipe: recipe);
            var put = await fixture.Parties.AnnounceAsync(
                party,
                new(known.Name, known.Kind.ToKebabCase(), Connector: connector),
                default
            );
            return put.Value!.Secret ?? "";
        }

        /// <summary>Somebody of the team, whose address only this bench knows.</summary>
        public async Task<string> AddStaffAsync(string role)
        {
            var email = $"{role}-{Guid.NewGuid():N}@team.example";
            await using var db = await fixture.Contexts.CreateDbContextAsync();
            var account = PortalAccount.Create(email, fixture.Clock.GetInstant());
            account.EmailConfirmed = true;
            account.NormalizedEmail = email.ToUpperInvariant();
            account.NormalizedUserName = email.ToUpperInvariant();
            db.Accounts.Add(account);
            db.Add(
                new IdentityUserRole<Guid>
                {
                    UserId = account.Id,
                    RoleId = await db.Set<IdentityRole<Guid>>()
                        .Where(r => r.Name == role)
                        .Select(r => r.Id)
                        .SingleAsync(),
                }
            );
            await db.SaveChangesAsync();
            return email;
        }

        /// <summary>Gives every entry of the ledger its place, as the log does within seconds.</summary>
        public async Task SequenceLedgerAsync()
        {
            await using var db = await fixture.Contexts.CreateDbContextAsync();
            await using var write = await db.BeginWriteAsync(default);
            var next = (await db.ReadLogAsync()).Count;
            await db.AppendLeavesAsync(next, await db.ReadWaitingLeavesAsync(), default);
            await db.PendingEntries.ExecuteDeleteAsync();
            await write.CommitAsync(default);
        }

        public async Task<string> SubmitRequestAsync(DeletionScope? scope = null) =>
            (
                await fixture.Requests.SubmitAsync(fixture.Worker, scope ?? DeletionScope.Everything, null, default)
            ).Value!;

        public async Task<string> CreateConfirmedRequestAsync(DeletionScope? scope = null)
        {
            var number = await fixture.SubmitRequestAsync(scope);
            (
                await fixture.Requests.ConfirmAsync(fixture.Worker, number, fixture.Proof, default)
            ).IsSuccess.ShouldBeTrue();
            return number;
        }

        public async Task<DeletionRequest> CreateStartedRequestAsync(DeletionScope? scope = null)
        {
            var number = await fixture.CreateConfirmedRequestAsync(scope);
            fixture.Clock.Advance(TimeSpan.FromDays(1));
            await fixture.TimeoutJob.RunAsync(default);
            return await fixture.LoadRequestAsync(number);
        }
    }
}
