using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Data.Storage;
using JoinArena.PrivacyPortal.Deletion.Requests.Receipt;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <content>How a request is stored. Nested, since it maps private properties.</content>
public sealed partial class DeletionRequest
{
    internal sealed class Mapping : IEntityTypeConfiguration<DeletionRequest>
    {
        public void Configure(EntityTypeBuilder<DeletionRequest> builder)
        {
            builder.ToTable("DeletionRequests");
            builder.Property(r => r.Id).ValueGeneratedNever();
            builder.Property(r => r.Number).HasMaxLength(20);
            builder.HasIndex(r => r.Number).IsUnique();
            builder.HasIndex(r => new { r.WorkerId, r.Id });
            builder.HasIndex(r => new { r.State, r.DueEnds });
            builder.HasIndex(r => r.LinkedToId).HasFilter("\"LinkedToId\" IS NOT NULL");
            builder.HasIndex(r => r.KeptUntil);
            builder.Property(r => r.Owner).HasMaxLength(320);
            builder.Property(r => r.Reason).HasMaxLength(MaxReasonLength);
            builder.Property(r => r.Jurisdiction).HasMaxLength(10);
            builder.Property(r => r.Law).HasMaxLength(40);
            builder.Property(r => r.RefusalGround).HasMaxLength(60);
            builder.Property(r => r.RefusalReason).HasMaxLength(MaxDecisionLength);
            builder.Property(r => r.Revision).IsConcurrencyToken();
            builder.Property(r => r.Proof).HasMaxLength(ReceivedRequest.MaxProofLength);
            builder
                .Property(r => r.Agent)
                .HasMaxLength(ReceivedRequest.MaxAgentLength)
                .HasConversion<OneLineConverter>();
            builder.Property(r => r.Fingerprint).HasMaxLength(64);
            builder.HasIndex(r => r.Fingerprint).IsUnique().HasFilter("\"Fingerprint\" IS NOT NULL");
            builder.Property(r => r.IdempotencyKey).HasMaxLength(64);
            builder.HasIndex(r => r.IdempotencyKey).IsUnique().HasFilter("\"IdempotencyKey\" IS NOT NULL");
            builder.Property(r => r.ScopeKind);
            builder.Property(r => r.ScopeCategories).Metadata.SetValueComparer(typeof(TextListComparer));
            builder.Property(r => r.Jobs).Metadata.SetValueComparer(typeof(TextListComparer));
            builder.Property(r => r.DeadlineExplanation).Metadata.SetValueComparer(typeof(TextListComparer));
            builder.Property(r => r.ScopeId).HasMaxLength(200);
            builder
                .Ignore(r => r.Scope)
                .Ignore(r => r.Places)
                .Ignore(r => r.CanWithdraw)
                .Ignore(r => r.HadNothing)
                .Ignore(r => r.KeepsSome)
                .Ignore(r => r.CanRefuse)
                .Ignore(r => r.CountsFrom)
                .Ignore(r => r.AllowedLink)
                .Ignore(r => r.IsIdentityAwaited)
                .Ignore(r => r.ProofAwaitedSince)
                .Ignore(r => r.CanRequestIdentityProof)
                .Ignore(r => r.CanConfirmAsOwn)
                .Ignore(r => r.CanReopenOnAppeal)
                .Ignore(r => r.CanRepeatIdentityCheck);
            builder.HasMany(r => r.Tasks).WithOne().HasForeignKey(t => t.RequestId);
            builder.HasMany(r => r.Events).WithOne().HasForeignKey(e => e.RequestId);
            builder.HasOne<Worker>().WithMany().HasForeignKey(r => r.WorkerId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
