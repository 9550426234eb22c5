using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Deletion.Requests;
using Microsoft.AspNetCore.WebUtilities;

namespace JoinArena.PrivacyPortal.Staff.Activity;

/// <summary>Which of the team's acts on requests are shown. The address of the page holds it.</summary>
public sealed record CaseActivityFilter
{
    private const int MaxNumberLength = 40;

    /// <summary>What was done; null for everything.</summary>
    public RequestEventKind? Kind { get; private init; }

    /// <summary>The number of one request; null for all.</summary>
    public string? Number { get; private init; }

    /// <summary>True for the reader's own acts alone. The sign-in of a person is never part of an address.</summary>
    public bool IsOnlyMine { get; private init; }

    /// <summary>The first day, in UTC.</summary>
    public DateOnly? From { get; private init; }

    /// <summary>The last day, in UTC.</summary>
    public DateOnly? To { get; private init; }

    /// <summary>The filter in an address. What is not understood is left out.</summary>
    public static CaseActivityFilter Parse(IQueryCollection query) =>
        new()
        {
            Kind = KebabCase.TryParse(query["kind"], out RequestEventKind kind) ? kind : null,
            Number = query["number"].ToString().Trim() is { Length: > 0 and <= MaxNumberLength } number ? number : null,
            IsOnlyMine = query["mine"] == "1",
            From = ParseDay(query["from"]),
            To = ParseDay(query["to"]),
        };

    /// <summary>An address with this filter.</summary>
    /// <param name="path">The page or the file.</param>
    /// <param name="before">The act after which the page begins; null for the newest.</param>
    public string ToUrl(string path, Guid? before = null) =>
        QueryHelpers.AddQueryString(
            path,
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["kind"] = Kind?.ToKebabCase(),
                ["number"] = Number,
                ["mine"] = IsOnlyMine ? "1" : null,
                ["from"] = From?.ToIsoDay(),
                ["to"] = To?.ToIsoDay(),
                ["before"] = before?.ToString(),
            }
        );

    /// <summary>The acts that the filter lets through.</summary>
    /// <param name="me">The reader's sign-in.</param>
    internal IQueryable<RequestEvent> Apply(PortalDbContext db, IQueryable<RequestEvent> acts, string? me)
    {
        if (Kind is { } kind)
            acts = acts.Where(e => e.Kind == kind);
        if (Number is { } number)
            acts = acts.Where(e => db.Set<DeletionRequest>().Any(r => r.Id == e.RequestId && r.Number == number));
        if (IsOnlyMine)
            acts = acts.Where(e => e.ActorName == me);
        if (From?.StartOfDay(TimeZoneInfo.Utc) is { } from)
            acts = acts.Where(e => e.At >= from);
        if (To is { } to && to < DateOnly.MaxValue)
        {
            var end = to.AddDays(1).StartOfDay(TimeZoneInfo.Utc);
            acts = acts.Where(e => e.At < end);
        }

        return acts;
    }

    private static DateOnly? ParseDay(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}
