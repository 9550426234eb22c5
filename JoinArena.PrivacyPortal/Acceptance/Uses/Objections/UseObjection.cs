using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Acceptance.Uses.Objections;

/// <summary>
/// A stop that the worker's law has JoinArena weigh, with the law's clock for an answer (GDPR 21(1), 12(3)). The stop
/// counts at once all the same, and while it is weighed. It ends when the worker takes it back, or when JoinArena answers
/// that it goes on.
/// </summary>
public sealed class UseObjection
{
    public const int MaxReasonsLength = 4000;

    public const int MaxGroundLength = 500;

    private UseObjection() { }

    internal UseObjection(UseDecision stop, ObjectionDeadline deadline)
    {
        DecisionId = stop.Id;
        WorkerId = stop.WorkerId;
        ClauseId = stop.ClauseId;
        Recipient = stop.Recipient;
        ReceivedAt = stop.At;
        Law = deadline.Law.Code;
        Citation = deadline.Right.Answer.Citation;
        Unless = deadline.Right.Unless;
        DueBy = deadline.AnswerBy;
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The stop.</summary>
    public Guid DecisionId { get; private init; }

    public string WorkerId { get; private init; } = "";

    /// <summary>The clause that describes the use.</summary>
    public string ClauseId { get; private init; } = "";

    /// <summary>The kind of party it is about; null for every kind that the clause names.</summary>
    public PartyKind? Recipient { get; private init; }

    /// <summary>When the worker stopped the use.</summary>
    public DateTimeOffset ReceivedAt { get; private init; }

    /// <summary>The code of the law whose clock it is.</summary>
    public string Law { get; private init; } = "";

    /// <summary>The provision of the law that grants it.</summary>
    public string Citation { get; private init; } = "";

    /// <summary>What JoinArena must show to go on all the same, for the officer.</summary>
    public string Unless { get; private init; } = "";

    /// <summary>The last day for an answer.</summary>
    public DateOnly DueBy { get; private init; }

    /// <summary>When the worker took the stop back, so that no answer is owed any more.</summary>
    public DateTimeOffset? TakenBackAt { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public ObjectionOutcome? Outcome { get; private set; }

    /// <summary>The ground on which JoinArena goes on with the use; null if it stays stopped.</summary>
    public string? Ground { get; private set; }

    /// <summary>The reasons for it, as the worker reads them; null if the use stays stopped.</summary>
    public string? Reasons { get; private set; }

    /// <summary>The sign-in of the officer who answered.</summary>
    public string? AnsweredBy { get; private set; }

    /// <summary>The last alert the team got about <see cref="DueBy"/>.</summary>
    public DeadlineStage? AlertedStage { get; private set; }

    public bool IsOpen => AnsweredAt is null && TakenBackAt is null;

    internal sealed class Mapping : IEntityTypeConfiguration<UseObjection>
    {
        public void Configure(EntityTypeBuilder<UseObjection> builder)
        {
            builder.ToTable("UseObjections");
            builder.Property(o => o.Id).ValueGeneratedNever();
            builder.Property(o => o.ClauseId).HasMaxLength(100);
            builder.Property(o => o.Law).HasMaxLength(40);
            builder.Property(o => o.Citation).HasMaxLength(500);
            builder.Property(o => o.Unless).HasMaxLength(500);
            builder.Property(o => o.Ground).HasMaxLength(MaxGroundLength);
            builder.Property(o => o.Reasons).HasMaxLength(MaxReasonsLength);
            builder.Property(o => o.AnsweredBy).HasMaxLength(320);
            builder.Ignore(o => o.IsOpen);
            builder.HasIndex(o => o.DecisionId).IsUnique();
            builder.HasIndex(o => o.DueBy).HasFilter("\"AnsweredAt\" IS NULL AND \"TakenBackAt\" IS NULL");
            builder.HasOne<UseDecision>().WithMany().HasForeignKey(o => o.DecisionId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Worker>().WithMany().HasForeignKey(o => o.WorkerId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>The objections as a set of the context.</summary>
public static class UseObjectionSets
{
    extension(PortalDbContext db)
    {
        public DbSet<UseObjection> UseObjections => db.Set<UseObjection>();

        /// <summary>Those that wait for an answer.</summary>
        internal IQueryable<UseObjection> OpenUseObjections =>
            db.UseObjections.Where(o => o.AnsweredAt == null && o.TakenBackAt == null);

        /// <summary>
        /// Those whose stop has ended with the answer: the ledger has an entry for it. A row that was changed in the
        /// table ends no stop; the daily reconciliation reports it.
        /// </summary>
        public IQueryable<UseObjection> DeniedUseObjections
        {
            get
            {
                var entries = db.LedgerEntries;
                return db.UseObjections.Where(o =>
                    o.Outcome == ObjectionOutcome.Denied
                    && entries.Where(e => e.Id == o.Id).Select(e => (Guid?)e.Id).FirstOrDefault() != null
                );
            }
        }
    }
}
