using JoinArena.PrivacyPortal.Shell.Desk.Lists;
using Microsoft.AspNetCore.WebUtilities;

namespace JoinArena.PrivacyPortal.Staff.WorkerSearch;

/// <summary>
/// Which page of the workers found is shown, and in what order. A form holds it and no address: the search it belongs to
/// may be for a person's name.
/// </summary>
public sealed record WorkerListing : DeskSearch<WorkerOrder>
{
    public override string Path => "";

    protected override IEnumerable<KeyValuePair<string, string?>> Filters => [];

    /// <summary>What a form holds. What is not understood is left out.</summary>
    public static WorkerListing Parse(string? text) =>
        (WorkerListing)new WorkerListing().Read(new QueryCollection(QueryHelpers.ParseQuery(text)));
}

/// <summary>The orders of the list.</summary>
public enum WorkerOrder
{
    Email,
    Name,

    /// <summary>By the place where they live.</summary>
    Place,
}
