using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Disclosures.MyData;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Staff;

/// <summary>What the privacy team sees about a worker.</summary>
public sealed record WorkerFile(
    Worker Worker,
    AcceptanceOverview Accepted,
    IReadOnlyList<PartySummary> Parties,
    IReadOnlyList<WorkerFileRequest> Requests,
    IReadOnlyList<WorkerFileQuestion> Questions
);

/// <summary>A deletion request in a worker's file.</summary>
/// <param name="HadNothing">Whether no party held any of the data.</param>
public sealed record WorkerFileRequest(
    string Number,
    RequestState State,
    DateTimeOffset ConfirmedAt,
    DateOnly? DueBy,
    bool HadNothing
);

/// <summary>A question in a worker's file.</summary>
public sealed record WorkerFileQuestion(Guid Id, DateTimeOffset AskedAt, DateTimeOffset? AnsweredAt);
