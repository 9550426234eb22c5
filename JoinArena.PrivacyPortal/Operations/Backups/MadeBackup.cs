using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Operations.Backups;

/// <summary>That <c>backup</c> wrote a backup and read it back. Where it is, the portal does not know.</summary>
public sealed class MadeBackup : IAppendOnly
{
    public Guid Id { get; init; }

    public DateTimeOffset At { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<MadeBackup>
    {
        public void Configure(EntityTypeBuilder<MadeBackup> builder)
        {
            builder.ToTable("Backups");
            builder.HasIndex(b => b.At);
        }
    }
}
