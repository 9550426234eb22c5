using System.Globalization;
using JoinArena.PrivacyPortal.Data.Input;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>
/// A place in a list of disclosures, newest first: just after this one. The place stays the same while the list grows, at
/// its head or, when something is reported late, in the middle.
/// </summary>
public sealed record DisclosureCursor(DateTimeOffset Time, Guid Id)
{
    /// <summary>The place just after a disclosure.</summary>
    public static DisclosureCursor FromView(DisclosureView disclosure) => new(disclosure.Time, disclosure.Id);

    /// <summary>The form it has in a URL: Unix milliseconds and id.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Time.ToUnixTimeMilliseconds()}-{Id:N}");

    /// <summary>Parses the form it has in a URL; null for anything else.</summary>
    public static DisclosureCursor? Parse(string? text)
    {
        // Before 1970 the number has a sign.
        if (
            text is null
            || text.LastIndexOf('-') is not (> 0 and var end)
            || !long.TryParse(
                text.AsSpan(0, end),
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var time
            )
            || !Guid.TryParseExact(text.AsSpan(end + 1), "N", out var disclosure)
            || time < Rfc3339.Earliest.ToUnixTimeMilliseconds()
            || time >= Rfc3339.End.ToUnixTimeMilliseconds()
        )
        {
            return null;
        }

        return new(DateTimeOffset.FromUnixTimeMilliseconds(time), disclosure);
    }

    /// <summary>The disclosures after this place.</summary>
    internal IQueryable<Disclosure> FilterOlder(IQueryable<Disclosure> rows)
    {
        var time = Time;
        var id = Id;
        return rows.Where(d => d.Time <= time && (d.Time < time || d.Id.CompareTo(id) < 0));
    }
}
