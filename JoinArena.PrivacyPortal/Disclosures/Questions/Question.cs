using JoinArena.PrivacyPortal.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Disclosures.Questions;

/// <summary>
/// "I don't recognise this": a worker's question to the privacy team about one disclosure, and the answer.
/// </summary>
public sealed class Question
{
    /// <summary>The longest question and the longest answer.</summary>
    public const int MaxLength = 2_000;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required string WorkerId { get; init; }

    /// <summary>The disclosure it is about.</summary>
    public required Guid DisclosureId { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public required string Text { get; init; }

    public string? Answer { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>The officer who answered, by their sign-in. The team sees it, the worker does not.</summary>
    public string? AnsweredBy { get; private set; }

    /// <summary>The id of the answer's ledger entry. The ledger entry of the question has the question's id.</summary>
    public Guid? AnswerEntryId => AnsweredAt is { } at ? LedgerAppender.DeriveEntryId(Id, at) : null;

    /// <summary>Answers the question, once.</summary>
    /// <exception cref="InvalidOperationException">It already has an answer.</exception>
    public void Reply(string answer, string officer, DateTimeOffset now)
    {
        if (AnsweredAt is not null)
            throw new InvalidOperationException("The question already has an answer.");
        Answer = answer;
        AnsweredBy = officer;
        AnsweredAt = now;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Question>
    {
        public void Configure(EntityTypeBuilder<Question> builder)
        {
            builder.ToTable("Questions");
            builder.Property(q => q.Id).ValueGeneratedNever();
            builder.Property(q => q.WorkerId).HasMaxLength(200);
            builder.Property(q => q.Text).HasMaxLength(MaxLength);
            builder.Property(q => q.Answer).HasMaxLength(MaxLength);
            builder.Property(q => q.AnsweredBy).HasMaxLength(320);
            builder.Property(q => q.AnsweredAt).IsConcurrencyToken();
            builder.HasIndex(q => new { q.WorkerId, q.DisclosureId });
            builder.HasIndex(q => q.AskedAt, "IX_Questions_Open").HasFilter("\"AnsweredAt\" IS NULL");
            builder.HasIndex(q => q.AnsweredAt);
            builder
                .HasOne<Disclosure>()
                .WithMany()
                .HasForeignKey(q => q.DisclosureId)
                .OnDelete(DeleteBehavior.Restrict);
        }
    }
}
