using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <summary>Data that a party answered it keeps.</summary>
/// <param name="Number">The request that it answered.</param>
/// <param name="Until">The last day on which it keeps the data.</param>
public sealed record KeptByParty(string PartyName, string Number, Ground? Ground, DateOnly Until);
