using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>
/// A duty to keep a worker's data as evidence, which an officer places and lifts (29 CFR 1602.14; Cal. Gov. Code
/// 12946). While it is in place we don't ask any further party under it to erase, and the worker can read why.
/// </summary>
public sealed class LegalHold
{
    public const int MaxReasonLength = 1000,
        MaxCitationLength = 200;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required string WorkerId { get; init; }

    /// <summary>The party that must keep its copy; null for every party.</summary>
    public string? PartyId { get; set; }

    /// <summary>
    /// The law, and the case if there is one: <c>29 CFR 1602.14, charge 440-2026-01234</c>. For the team only.
    /// </summary>
    public required string Citation { get; init; }

    /// <summary>The reason, as the worker reads it.</summary>
    public required string Reason { get; init; }

    public required string PlacedBy { get; init; }

    public required DateTimeOffset PlacedAt { get; init; }

    public string? LiftedBy { get; private set; }

    public DateTimeOffset? LiftedAt { get; private set; }

    /// <summary>
    /// The id of the ledger's entry about its lifting. The entry about its placing has the id of the hold.
    /// </summary>
    public Guid? LiftLedgerEntryId => LiftedAt is { } at ? LedgerAppender.DeriveEntryId(Id, at) : null;

    /// <summary>Whether the party must keep its copy because of this hold.</summary>
    public bool Covers(string partyId) =>
        LiftedAt is null && (PartyId is null || string.Equals(PartyId, partyId, StringComparison.Ordinal));

    /// <summary>Whether only this hold is on the party, so that nothing is when it is lifted.</summary>
    /// <param name="others">The worker's other holds.</param>
    internal bool IsLast(string partyId, IEnumerable<LegalHold> others) =>
        (PartyId is null || string.Equals(PartyId, partyId, StringComparison.Ordinal))
        && !others.Any(o => o.Covers(partyId));

    /// <summary>Whether a hold keeps us from asking the party to erase the worker's data now.</summary>
    internal static Task<bool> IsHeldAsync(
        PortalDbContext db,
        string workerId,
        string? partyId,
        CancellationToken ct
    ) =>
        db.LegalHolds.AnyAsync(
            h => h.WorkerId == workerId && h.LiftedAt == null && (h.PartyId == null || h.PartyId == partyId),
            ct
        );

    internal void Lift(string by, DateTimeOffset now)
    {
        LiftedBy = by;
        LiftedAt = now;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<LegalHold>
    {
        public void Configure(EntityTypeBuilder<LegalHold> builder)
        {
            builder.ToTable("LegalHolds");
            builder.Property(h => h.Id).ValueGeneratedNever();
            builder.Property(h => h.PartyId).HasMaxLength(200);
            builder.Property(h => h.Citation).HasMaxLength(MaxCitationLength);
            builder.Property(h => h.Reason).HasMaxLength(MaxReasonLength);
            builder.Property(h => h.PlacedBy).HasMaxLength(320);
            builder.Property(h => h.LiftedBy).HasMaxLength(320);
            builder.HasIndex(h => h.WorkerId).HasFilter("\"LiftedAt\" IS NULL");
            builder.HasOne<Worker>().WithMany().HasForeignKey(h => h.WorkerId);
        }
    }
}
