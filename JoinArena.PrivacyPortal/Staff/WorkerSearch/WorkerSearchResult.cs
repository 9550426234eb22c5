using JoinArena.PrivacyPortal.Shell.Desk.Lists;

namespace JoinArena.PrivacyPortal.Staff.WorkerSearch;

/// <summary>A page of the workers a search found.</summary>
/// <param name="Listing">Which page it is, and in what order.</param>
/// <param name="HasMore">Whether more workers match than are on all pages together.</param>
/// <param name="Ticket">By which the reader can go to another page of the same search.</param>
public sealed record WorkerSearchResult(
    Paged<FoundWorker> Page,
    WorkerListing Listing,
    bool HasMore,
    WorkerSearchTicket Search,
    string Ticket
);

/// <summary>A worker in the result of a search.</summary>
public sealed record FoundWorker(string Id, string Name, string Email, string Jurisdiction);
