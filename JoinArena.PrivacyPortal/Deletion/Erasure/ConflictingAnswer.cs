using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>
/// What a party said after its answer stood, or after the request was over. It changes nothing by itself; the privacy
/// team looks.
/// </summary>
public sealed class ConflictingAnswer
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public required Guid TaskId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The API key or link it came by.</summary>
    public string? ReportedBy { get; init; }

    public required TaskOutcome Outcome { get; init; }

    public string? Ground { get; init; }

    public DateOnly? Until { get; init; }

    public string? Note { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ConflictingAnswer>
    {
        public void Configure(EntityTypeBuilder<ConflictingAnswer> builder)
        {
            builder.ToTable("ConflictingAnswers");
            builder.Property(a => a.Id).ValueGeneratedNever();
            builder.Property(a => a.ReportedBy).HasMaxLength(320);
            builder.Property(a => a.Ground).HasMaxLength(60);
            builder.Property(a => a.Note).HasMaxLength(OutcomeReport.MaxNoteLength);
            builder.HasOne<ErasureTask>().WithMany().HasForeignKey(a => a.TaskId);
            builder.HasIndex(a => new { a.TaskId, a.At });
        }
    }
}

/// <summary>Keeps answers that contradict one that stands, or come too late.</summary>
public sealed class ConflictingAnswerStore(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>More of one party's contradictions tell nobody more.</summary>
    private const int Most = 20;

    /// <summary>Keeps one, unless it says what an earlier one said.</summary>
    public async Task SaveAsync(Guid task, OutcomeReport said, Actor by, CancellationToken ct)
    {
        if (said.Note?.Length > OutcomeReport.MaxNoteLength || said.Ground?.Length > 60)
            return;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        var before = await db.Set<ConflictingAnswer>().Where(a => a.TaskId == task).ToListAsync(ct);
        if (before.Count >= Most || before.Exists(a => new OutcomeReport(a.Outcome, a.Ground, a.Until, a.Note) == said))
            return;
        db.Add(
            new ConflictingAnswer
            {
                TaskId = task,
                At = clock.GetInstant(),
                ReportedBy = by.Name,
                Outcome = said.Outcome,
                Ground = said.Ground,
                Until = said.Until,
                Note = said.Note,
            }
        );
        if (
            await db
                .DeletionRequests.Where(r => r.Tasks.Any(t => t.Id == task))
                .Select(r => r.Number)
                .SingleOrDefaultAsync(ct) is
            { } number
        )
        {
            db.PublishChange(RequestChanges.SubjectOf(number));
        }

        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
    }

    /// <summary>All of a request, by task, the oldest first.</summary>
    public async Task<ILookup<Guid, ConflictingAnswer>> FindByRequestAsync(string number, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var tasks = db.DeletionRequests.Where(r => r.Number == number).SelectMany(r => r.Tasks).Select(t => t.Id);
        return (
            await db.Set<ConflictingAnswer>()
                .AsNoTracking()
                .Where(a => tasks.Contains(a.TaskId))
                .OrderBy(a => a.At)
                .ToListAsync(ct)
        ).ToLookup(a => a.TaskId);
    }
}
