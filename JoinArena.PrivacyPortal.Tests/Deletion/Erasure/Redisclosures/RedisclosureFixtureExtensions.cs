using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Erasure.Redisclosures;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Erasure.Redisclosures;

/// <summary>Adds disclosures to the fixture.</summary>
internal static class RedisclosureFixtureExtensions
{
    extension(DeletionFixture bench)
    {
        public RedisclosureQueries Redisclosures => bench.GetService<RedisclosureQueries>();

        public RedisclosureService RedisclosureService => bench.GetService<RedisclosureService>();

        /// <summary>A job that has not run yet, as after a start.</summary>
        public RedisclosureJob CreateRedisclosureJob() => bench.StartJob<RedisclosureJob>();

        /// <summary>The linked requests, as the worker's tracker shows them.</summary>
        public async Task<IReadOnlyList<LinkedRequest>> ListLinkedRequestsAsync(string number) =>
            (await bench.Queries.FindAsync(bench.Worker, number, default))!.Linked;

        /// <summary>Adds a party that has no data yet.</summary>
        public async Task<string> AddPartyAsync(string name, ConnectorType connector = ConnectorType.Manual)
        {
            await using var db = await bench.Contexts.CreateDbContextAsync();
            var party = new Party
            {
                Id = $"p-{Guid.NewGuid():N}",
                Name = name,
                Kind = PartyKind.HiringCompany,
                PrivacyContact = $"privacy@{name.ToLowerInvariant()}.example",
                Connector = new() { Type = connector },
            };
            db.Parties.Add(party);
            await db.SaveChangesAsync();
            return party.Id;
        }

        /// <summary>Adds a disclosure to a party.</summary>
        /// <returns>The disclosure's id.</returns>
        public async Task<Guid> AddDisclosureAsync(
            string party,
            string item,
            DataCategory category = DataCategory.Resume,
            DateTimeOffset? at = null,
            Guid? id = null,
            string? detail = null
        )
        {
            var now = bench.Clock.GetInstant();
            await using var db = await bench.Contexts.CreateDbContextAsync();
            var entry = new Disclosure
            {
                Id = id ?? Guid.CreateVersion7(),
                Source = "/bench",
                EventId = Guid.NewGuid().ToString(),
                WorkerId = bench.Worker,
                PartyId = party,
                Direction = Direction.Disclosed,
                Purpose = Purpose.Hiring,
                Time = at?.ToInstant() ?? now,
                ReceivedAt = now,
                CoverageStatus = CoverageStatus.Covered,
                Version = "1.0",
                Detail = detail,
            };
            entry.Items.Add(
                new()
                {
                    DisclosureId = entry.Id,
                    ItemId = item,
                    Category = category,
                    Clause = "hiring-access",
                }
            );
            db.Disclosures.Add(entry);
            var holding = await db.Holdings.FindAsync(bench.Worker, party, item, Direction.Disclosed);
            if (holding is null)
            {
                db.Holdings.Add(
                    holding = new()
                    {
                        WorkerId = bench.Worker,
                        PartyId = party,
                        ItemId = item,
                        Direction = Direction.Disclosed,
                        Category = category,
                    }
                );
            }

            holding.Add(entry.Time, "hiring-access", isAllowed: true);
            await db.SaveChangesAsync();
            return entry.Id;
        }
    }
}
