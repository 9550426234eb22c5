using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Policies;
using Microsoft.AspNetCore.WebUtilities;

namespace JoinArena.PrivacyPortal.Deletion.Requests.Wizard;

/// <summary>The form of the first step as it is posted.</summary>
public sealed class ScopeForm
{
    private const int MaxIdLength = 200;

    /// <summary>Empty until something is chosen: nothing is chosen for the worker.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Null when no box was ticked.</summary>
    public List<string>? Categories { get; set; }

    public string? Interview { get; set; }

    public string? Party { get; set; }

    public string? Reason { get; set; }

    /// <summary>A form filled in with the scope and the reason of a request.</summary>
    public static ScopeForm FromRequest(TrackedRequest request) =>
        new()
        {
            Kind = request.Scope.Kind.ToKebabCase(),
            Categories = [.. request.Scope.Categories.Select(KebabCase.ToKebabCase)],
            Interview = request.Scope.InterviewId,
            Party = request.Scope.PartyId,
            Reason = request.Reason,
        };

    /// <summary>The form as its page sends it while the worker is choosing: its fields as a query.</summary>
    public static ScopeForm FromQuery(string query)
    {
        var fields = QueryHelpers.ParseQuery(query);
        return new()
        {
            Kind = fields.GetValueOrDefault("Form.Kind").ToString(),
            Categories = [.. fields.GetValueOrDefault("Form.Categories").OfType<string>()],
            Interview = fields.GetValueOrDefault("Form.Interview").ToString(),
            Party = fields.GetValueOrDefault("Form.Party").ToString(),
        };
    }

    /// <summary>The chosen scope; null if the form does not name one completely.</summary>
    public DeletionScope? ToScope()
    {
        if (!KebabCase.TryParse<ScopeKind>(Kind, out var kind))
            return null;
        var categories = ParseCategories();
        return kind switch
        {
            ScopeKind.Everything => DeletionScope.Everything,
            ScopeKind.Categories => categories.Count > 0 ? DeletionScope.OfCategories(categories) : null,
            ScopeKind.Interview => IsId(Interview) ? DeletionScope.OfInterview(Interview!) : null,
            ScopeKind.Uncovered => DeletionScope.Uncovered,
            ScopeKind.Party => IsId(Party) ? DeletionScope.OfParty(Party!) : null,
        };
    }

    private List<DataCategory> ParseCategories()
    {
        var parsed = new List<DataCategory>();
        foreach (var text in Categories ?? [])
        {
            if (KebabCase.TryParse<DataCategory>(text, out var category))
                parsed.Add(category);
        }

        return parsed;
    }

    private static bool IsId(string? text) => text is { Length: > 0 and <= MaxIdLength };
}
