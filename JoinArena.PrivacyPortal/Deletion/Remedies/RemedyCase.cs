using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Jurisdictions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Deletion.Remedies;

/// <summary>
/// A worker's complaint about a request, or appeal against its decision, with the clock of the law that grants it
/// (Data Protection Act 2018 s. 164A; the privacy acts of Colorado, Virginia and Texas).
/// </summary>
public sealed class RemedyCase
{
    public const int MaxTextLength = 4000;

    /// <summary>How soon we aim to answer where the law says only "without undue delay".</summary>
    internal const int AimDays = 30;

    private RemedyCase() { }

    internal RemedyCase(Guid requestId, RemedyDeadlines deadlines, string statement, DateTimeOffset now)
    {
        RequestId = requestId;
        Kind = deadlines.Clock.Kind;
        Law = deadlines.Law.Code;
        AcknowledgeBy = deadlines.AcknowledgeBy;
        IsAnswerDated = deadlines.AnswerBy is not null;
        DueBy = deadlines.AnswerBy ?? deadlines.Received.AddDays(AimDays);
        ExtendableTo = deadlines.ExtendableTo;
        NextStep = deadlines.Clock.NextStep;
        Citation = deadlines.Clock.Citation;
        Statement = statement;
        ReceivedAt = now;
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid RequestId { get; private init; }

    public RemedyKind Kind { get; private init; }

    /// <summary>The code of the law that grants it.</summary>
    public string Law { get; private init; } = "";

    /// <summary>What the worker wrote.</summary>
    public string Statement { get; private init; } = "";

    /// <summary>When it was received, and its receipt confirmed: the email is sent in the same transaction.</summary>
    public DateTimeOffset ReceivedAt { get; private init; }

    /// <summary>The last day to confirm receipt; null if the law asks for none.</summary>
    public DateOnly? AcknowledgeBy { get; private init; }

    /// <summary>The last day to answer; where <see cref="IsAnswerDated"/> is false, the day we aim for.</summary>
    public DateOnly DueBy { get; private set; }

    /// <summary>Whether the law gives the time to answer as a number.</summary>
    public bool IsAnswerDated { get; private init; }

    /// <summary>The last day after an extension; null if none is possible any more.</summary>
    public DateOnly? ExtendableTo { get; private set; }

    public DateTimeOffset? ExtendedAt { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public RemedyOutcome? Outcome { get; private set; }

    /// <summary>The reasons for the outcome, as the worker reads them.</summary>
    public string? Reasons { get; private set; }

    /// <summary>The sign-in of the officer who answered.</summary>
    public string? AnsweredBy { get; private set; }

    /// <summary>What the worker can do after a denial; sentences in English, the key for translation.</summary>
    public string NextStep { get; private init; } = "";

    /// <summary>The provision of the law that grants it.</summary>
    public string Citation { get; private init; } = "";

    /// <summary>The last alert the team got about the deadline <see cref="AlertedDueBy"/>.</summary>
    public DeadlineStage? AlertedStage { get; private set; }

    public DateOnly? AlertedDueBy { get; private set; }

    public bool IsOpen => AnsweredAt is null;

    internal void Extend(DateTimeOffset now)
    {
        Require(IsOpen && ExtendableTo is not null, "It has been answered, or the law allows no extension.");
        DueBy = ExtendableTo!.Value;
        ExtendableTo = null;
        ExtendedAt = now;
    }

    internal void Answer(RemedyOutcome outcome, string reasons, string by, DateTimeOffset now)
    {
        Require(IsOpen, "It has been answered.");
        Outcome = outcome;
        Reasons = reasons;
        AnsweredBy = by;
        AnsweredAt = now;
    }

    internal void MarkTeamAlerted(DeadlineStage stage)
    {
        AlertedStage = stage;
        AlertedDueBy = DueBy;
    }

    private static void Require(bool isAllowed, string message)
    {
        if (!isAllowed)
            throw new InvalidOperationException(message);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<RemedyCase>
    {
        public void Configure(EntityTypeBuilder<RemedyCase> builder)
        {
            builder.ToTable("RemedyCases");
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.Law).HasMaxLength(40);
            builder.Property(c => c.Statement).HasMaxLength(MaxTextLength);
            builder.Property(c => c.Reasons).HasMaxLength(MaxTextLength);
            builder.Property(c => c.AnsweredBy).HasMaxLength(320);
            builder.Ignore(c => c.IsOpen);
            builder.HasIndex(c => c.RequestId);
            // One at a time for each request, also if the form is sent twice at once.
            builder.HasIndex(c => c.RequestId, "IX_RemedyCases_Open").IsUnique().HasFilter("\"AnsweredAt\" IS NULL");
            builder.HasIndex(c => c.DueBy).HasFilter("\"AnsweredAt\" IS NULL");
            builder.HasOne<DeletionRequest>().WithMany().HasForeignKey(c => c.RequestId);
        }
    }
}
