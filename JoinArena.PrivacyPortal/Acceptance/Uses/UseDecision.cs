using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Acceptance.Uses;

/// <summary>
/// One worker's decision to stop one use of their data, or to allow it again, with its evidence and its signed receipt
/// (GDPR 7(3), 21). Written once, never changed.
/// </summary>
public sealed class UseDecision : IAppendOnly
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string WorkerId { get; init; }

    /// <summary>1 for the worker's first decision. No two have the same, so the last is never in doubt.</summary>
    public required int Number { get; init; }

    public required UseDecisionKind Kind { get; init; }

    /// <summary>The clause that describes the use.</summary>
    public required string ClauseId { get; init; }

    /// <summary>The kind of party it is about; null for every kind that the clause names.</summary>
    public PartyKind? Recipient { get; init; }

    /// <summary>When it was made, and from when on it counts.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The version whose clause was on the page, such as <c>1.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The language of the page.</summary>
    public required string Language { get; init; }

    public required DecisionEvidence Evidence { get; init; }

    /// <summary>
    /// The receipt: one line of canonical JSON, an empty line, and the portal's signature (C2SP signed-note).
    /// </summary>
    public required string Receipt { get; init; }

    /// <summary>The part of it that decides what is allowed.</summary>
    internal UseChoice ToChoice() => new(ClauseId, Recipient, Kind, At);

    internal sealed class Mapping : IEntityTypeConfiguration<UseDecision>
    {
        public void Configure(EntityTypeBuilder<UseDecision> builder)
        {
            builder.ToTable("UseDecisions");
            builder.Property(d => d.Id).ValueGeneratedNever();
            builder.Property(d => d.ClauseId).HasMaxLength(100);
            builder.Property(d => d.Version).HasMaxLength(20);
            builder.Property(d => d.Language).HasMaxLength(35);
            builder.ComplexProperty(d => d.Evidence, DecisionEvidence.Configure);
            builder.HasIndex(d => new { d.WorkerId, d.Number }).IsUnique();
            builder.HasIndex(d => d.At);
            builder.HasOne<Worker>().WithMany().HasForeignKey(d => d.WorkerId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The decisions as a set of the context.</summary>
public static class UseDecisionSets
{
    extension(PortalDbContext db)
    {
        /// <summary>
        /// The decisions that count: those the ledger has an entry for. A row that was put into the table by another
        /// way than <c>AddUseDecisionAsync</c> decides nothing; the daily reconciliation reports it.
        /// </summary>
        public IQueryable<UseDecision> UseDecisions
        {
            get
            {
                var entries = db.LedgerEntries;
                // A value instead of a test for existence, as for acceptances.
                return db.Set<UseDecision>()
                    .Where(d => entries.Where(e => e.Id == d.Id).Select(e => (Guid?)e.Id).FirstOrDefault() != null);
            }
        }

        /// <summary>Adds a decision and its entry in the ledger to the caller's unit of work.</summary>
        public async Task AddUseDecisionAsync(UseDecision decision, CancellationToken ct)
        {
            db.Add(decision);
            await db.Ledger.AppendAsync(UseDecided.FromDecision(decision), decision.Id, ct);
        }
    }
}
