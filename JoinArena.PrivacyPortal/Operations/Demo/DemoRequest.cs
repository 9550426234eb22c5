using JoinArena.PrivacyPortal.Deletion.Requests.Scope;

namespace JoinArena.PrivacyPortal.Operations.Demo;

/// <summary>One deletion request of the demo.</summary>
/// <param name="Worker">The worker's id.</param>
/// <param name="DaysAgo">How many days before now the worker asked.</param>
/// <param name="Answers">How many parties have answered.</param>
internal sealed record DemoRequest(string Worker, DeletionScope Scope, int DaysAgo, int Answers)
{
    /// <summary>The party that is not asked, and why; null if every party is.</summary>
    public DemoRefusal? RefusedFor { get; init; }

    /// <summary>Why the answer takes longer; null if it does not.</summary>
    public DemoExtension? Extension { get; init; }
}

/// <summary>A part of a request that was refused.</summary>
/// <param name="Ground">The code of the legal ground.</param>
internal sealed record DemoRefusal(string PartyId, string Ground, string Reason);

/// <summary>An extension.</summary>
/// <param name="AfterDays">How many days after the worker had asked.</param>
internal sealed record DemoExtension(int AfterDays, string Reason);
