using System.Globalization;
using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using Microsoft.AspNetCore.WebUtilities;

namespace JoinArena.PrivacyPortal.Staff.Activity;

/// <summary>Which part of the audit trail is shown. The address of the page holds it.</summary>
public sealed record ActivityFilter
{
    /// <summary>What happened; null for everything.</summary>
    public SecurityEventKind? Kind { get; private init; }

    public SecurityEventResult? Result { get; private init; }

    /// <summary>The account or API key that acted or to which it happened.</summary>
    public Guid? Person { get; private init; }

    /// <summary>The first day, in UTC.</summary>
    public DateOnly? From { get; private init; }

    /// <summary>The last day, in UTC.</summary>
    public DateOnly? To { get; private init; }

    /// <summary>The filter in an address. What is not understood is left out.</summary>
    public static ActivityFilter Parse(IQueryCollection query) =>
        new()
        {
            Kind = KebabCase.TryParse(query["kind"], out SecurityEventKind kind) ? kind : null,
            Result = KebabCase.TryParse(query["result"], out SecurityEventResult result) ? result : null,
            Person = Guid.TryParse(query["person"], out var person) ? person : null,
            From = ParseDay(query["from"]),
            To = ParseDay(query["to"]),
        };

    /// <summary>An address with this filter.</summary>
    /// <param name="path">The page or the file.</param>
    /// <param name="before">The event after which the page begins; null for the newest.</param>
    public string ToUrl(string path, Guid? before = null) =>
        QueryHelpers.AddQueryString(
            path,
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["kind"] = Kind?.ToKebabCase(),
                ["result"] = Result?.ToKebabCase(),
                ["person"] = Person?.ToString(),
                ["from"] = From?.ToIsoDay(),
                ["to"] = To?.ToIsoDay(),
                ["before"] = before?.ToString(),
            }
        );

    /// <summary>The events that the filter lets through.</summary>
    internal IQueryable<SecurityEvent> Apply(IQueryable<SecurityEvent> events)
    {
        if (Kind is { } kind)
            events = events.Where(e => e.Kind == kind);
        if (Result is { } result)
            events = events.Where(e => e.Result == result);
        if (Person is { } person)
            events = events.Where(e => e.ActorId == person || e.SubjectId == person);
        if (From?.StartOfDay(TimeZoneInfo.Utc) is { } from)
            events = events.Where(e => e.At >= from);
        if (To is { } to && to < DateOnly.MaxValue)
        {
            var end = to.AddDays(1).StartOfDay(TimeZoneInfo.Utc);
            events = events.Where(e => e.At < end);
        }

        return events;
    }

    private static DateOnly? ParseDay(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}
