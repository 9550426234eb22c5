namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.TrainingData;

/// <summary>A data set that includes the worker's data, as reported by the system that put it there.</summary>
/// <param name="PartyId">The party that trains with it.</param>
/// <param name="Name">Such as <c>talent-eval-7</c>; null if none was reported.</param>
/// <param name="Version">The reported version of the data set.</param>
/// <param name="CutOff">The last day of the data in it, in the words of the report.</param>
/// <param name="Models">The models trained with it so far.</param>
public sealed record TrainingDataSet(
    string PartyId,
    string PartyName,
    string? Name,
    string? Version,
    string? CutOff,
    IReadOnlyList<string> Models
);
