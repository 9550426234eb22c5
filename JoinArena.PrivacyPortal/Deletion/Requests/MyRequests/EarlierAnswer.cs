using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <summary>What an earlier request came to at a party that still has the data.</summary>
/// <param name="Number">The earlier request.</param>
/// <param name="State">Kept, refused, not to be undone, or not asked because JoinArena refused that part.</param>
/// <param name="Ground">The legal ground that was named; null if none was.</param>
/// <param name="Until">The last day on which the party keeps the data; null unless it is kept.</param>
public sealed record EarlierAnswer(string PartyName, string Number, TaskState State, Ground? Ground, DateOnly? Until)
{
    /// <summary>What the party wrote, or why JoinArena refused to ask it; null if nothing was written.</summary>
    public string? Note { get; init; }
}
