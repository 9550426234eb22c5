using System.Globalization;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>
/// A place in a list that grows at its head, and in its midst when something is reported late: just behind this entry.
/// </summary>
public sealed record DisclosureCursor(DateTimeOffset Time, Guid Id)
{
    /// <summary>The place behind an entry.</summary>
    public static DisclosureCursor FromView(DisclosureView entry) => new(entry.Time, entry.Id);

    /// <summary>As it stands in an address.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Time.ToUnixTimeMilliseconds()}-{Id:N}");

    /// <summary>Reads an address; null for anything else.</summary>
    public static DisclosureCursor? Parse(string? text)
    {
        if (
            text?.Split('-') is not [var time, var id]
            || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            || !Guid.TryParseExact(id, "N", out var entry)
            || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
        )
        {
            return null;
        }

        return new(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), entry);
    }

    /// <summary>What lies behind this place, newest first.</summary>
    internal IQueryable<Disclosure> FilterOlder(IQueryable<Disclosure> rows)
    {
        var (time, id) = (Time, Id);
        return rows.Where(d => d.Time <= time && (d.Time < time || d.Id.CompareTo(id) < 0));
    }
}
