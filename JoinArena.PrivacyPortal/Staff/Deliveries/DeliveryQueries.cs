using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Shell.Desk.Lists;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Staff.Deliveries;

/// <summary>The deliveries that were given up, as the privacy team sees them.</summary>
public sealed class DeliveryQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>A page of the deliveries that are searched for.</summary>
    public async Task<Paged<DeadLetter>> FindAsync(DeliverySearch search, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var deliveries = Filter(db.Outbox.Where(m => m.GivenUpAt != null), search);
        var total = await deliveries.CountAsync(ct);
        var page = await Sort(deliveries, search)
            .Skip(search.Skipped)
            .Take(DeskSearch.PageSize)
            .Select(m => new DeadLetter(
                m.Id,
                m.Kind,
                m.About,
                m.CreatedAt,
                m.GivenUpAt!.Value,
                m.Tries,
                m.LastFault ?? ""
            ))
            .ToListAsync(ct);
        return new(page, total);
    }

    private static IQueryable<OutboxMessage> Filter(IQueryable<OutboxMessage> deliveries, DeliverySearch search)
    {
        if (search.Kind?.ToKebabCase() is { } kind)
            deliveries = deliveries.Where(m => m.Kind == kind);
        return string.IsNullOrWhiteSpace(search.Text)
            ? deliveries
            : deliveries.Where(TextSearch.Contains<OutboxMessage>(search.Text.Trim(), m => m.About, m => m.LastFault));
    }

    // The id decides between equal ones, so that no delivery is on two pages.
    private static IOrderedQueryable<OutboxMessage> Sort(IQueryable<OutboxMessage> deliveries, DeliverySearch search) =>
        (search.Order, search.IsDescending) switch
        {
            (DeliveryOrder.GivenUp, false) => deliveries.OrderBy(m => m.GivenUpAt).ThenBy(m => m.Id),
            (DeliveryOrder.GivenUp, true) => deliveries.OrderByDescending(m => m.GivenUpAt).ThenBy(m => m.Id),
            (DeliveryOrder.Kind, false) => deliveries
                .OrderBy(m => m.Kind)
                .ThenByDescending(m => m.GivenUpAt)
                .ThenBy(m => m.Id),
            (DeliveryOrder.Kind, true) => deliveries
                .OrderByDescending(m => m.Kind)
                .ThenByDescending(m => m.GivenUpAt)
                .ThenBy(m => m.Id),
            (DeliveryOrder.Tries, false) => deliveries
                .OrderBy(m => m.Tries)
                .ThenByDescending(m => m.GivenUpAt)
                .ThenBy(m => m.Id),
            (DeliveryOrder.Tries, true) => deliveries
                .OrderByDescending(m => m.Tries)
                .ThenByDescending(m => m.GivenUpAt)
                .ThenBy(m => m.Id),
        };
}
