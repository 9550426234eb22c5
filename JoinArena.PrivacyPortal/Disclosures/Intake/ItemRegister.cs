using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Disclosures.Intake;

/// <summary>The items JoinArena has announced: what each is, and which interview it belongs to.</summary>
public sealed class ItemRegister(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>
    /// Announces an item of a worker, or replaces everything that was announced about it. What is left out is removed.
    /// </summary>
    /// <returns>The item; or each field that is wrong, and then nothing is changed.</returns>
    public async Task<Result<ItemAnnounced, InvalidFields>> AnnounceAsync(
        string workerId,
        string itemId,
        ItemAnnouncement announcement,
        CancellationToken ct
    )
    {
        var errors = announcement.Validate(itemId);
        if (errors.Count > 0)
            return new InvalidFields(errors);

        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var write = await db.BeginWriteAsync(ct);
        if (!await db.Set<Worker>().AnyAsync(w => w.Id == workerId, ct))
        {
            return new InvalidFields(
                new FieldError("/workerId", "No such worker. Announce them with PUT /api/v1/workers/{workerId} first.")
            );
        }

        _ = KebabCase.TryParse<DataCategory>(announcement.Category, out var category);
        var item = await db.DataItems.SingleOrDefaultAsync(i => i.WorkerId == workerId && i.Id == itemId, ct);
        var isNew = item is null;
        if (item is null)
        {
            item = new()
            {
                WorkerId = workerId,
                Id = itemId,
                Category = category,
            };
            db.DataItems.Add(item);
        }
        else if (item.Category != category && await db.HoldingsOfWorker(workerId).AnyAsync(h => h.ItemId == itemId, ct))
        {
            var disclosedAs = item.Category.ToKebabCase();
            return new InvalidFields(
                new FieldError(
                    "/category",
                    $"This item has been disclosed as {disclosedAs}, so its category can no longer change."
                )
            );
        }

        item.Category = category;
        item.InterviewId = announcement.InterviewId;
        item.InterviewAt = ReadInstant(announcement.InterviewAt);
        item.JobLocation = ReadPlace(announcement.JobLocation);
        item.Label = announcement.Label;
        item.CreatedAt = ReadInstant(announcement.CreatedAt);
        db.PublishChange(workerId);
        await db.SaveChangesAsync(ct);
        await write.CommitAsync(ct);
        return new ItemAnnounced(itemId, isNew);
    }

    /// <summary>What would have to be announced to leave the item as it is; null if there is no such item.</summary>
    public async Task<ItemAnnouncement?> FindAnnouncementAsync(string workerId, string itemId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var item = await db
            .DataItems.AsNoTracking()
            .SingleOrDefaultAsync(i => i.WorkerId == workerId && i.Id == itemId, ct);
        return item is null ? null : ItemAnnouncement.FromItem(item);
    }

    private static string? ReadPlace(string? text) =>
        text is not null && CountryCode.TryReadPlace(text, out var code, out _) ? code : null;

    private static DateTimeOffset? ReadInstant(string? text) =>
        Rfc3339.TryParse(text, out var instant) ? instant.ToInstant() : null;
}

/// <summary>An item that has been announced.</summary>
/// <param name="IsNew">False where it was announced or disclosed before.</param>
public sealed record ItemAnnounced(string Id, bool IsNew);
