using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace JoinArena.PrivacyPortal.Data.Storage;

/// <summary>
/// The order of each table's columns on PostgreSQL. It stores a number of eight bytes only at a multiple of eight and
/// leaves a gap before it where a text ended; with the widest numbers first and texts last, no number has a gap
/// before it.
/// </summary>
internal static class PostgresColumnOrder
{
    public static void Apply(IMutableModel model)
    {
        // Tables that several entities share keep the order of Entity Framework.
        foreach (var table in model.GetEntityTypes().GroupBy(e => e.GetTableName()).Where(table => table.Count() == 1))
        {
            foreach (var (place, property) in table.Single().GetProperties().OrderBy(GetRank).Index())
                property.SetColumnOrder(place);
        }
    }

    private static int GetRank(IMutableProperty property)
    {
        var stored = property.GetValueConverter()?.ProviderClrType ?? property.GetProviderClrType() ?? property.ClrType;
        return (Nullable.GetUnderlyingType(stored) ?? stored) switch
        {
            var type when type == typeof(DateTimeOffset) || type == typeof(long) || type == typeof(double) => 0,
            // Sixteen bytes, at any place.
            var type when type == typeof(Guid) => 1,
            var type when type == typeof(int) || type == typeof(DateOnly) => 2,
            var type when type == typeof(short) => 3,
            var type when type == typeof(bool) => 4,
            // Texts, arrays and JSON, of any length.
            _ => 5,
        };
    }
}
