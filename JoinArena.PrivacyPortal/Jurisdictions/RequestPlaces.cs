using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Jurisdictions;

/// <summary>What decides which laws hold for a request.</summary>
/// <param name="Residence">Where the worker lives, as an ISO 3166 code.</param>
/// <param name="Jobs">The jobs that data within the request was made for; empty if none was announced.</param>
public sealed record RequestPlaces(string? Residence, IReadOnlyList<JobData> Jobs)
{
    /// <summary>When the request was received: the laws of that day hold. Null for every law, whenever it binds.</summary>
    public DateTimeOffset? Received { get; init; }

    /// <summary>The places with these jobs added; null if all of them are known already.</summary>
    public RequestPlaces? WithJobs(IEnumerable<JobData> jobs)
    {
        var added = jobs.Except(Jobs).ToList();
        return added.Count == 0 ? null : this with { Jobs = [.. Jobs, .. added] };
    }

    /// <summary>A worker's residence alone is a request about no job whose place is known.</summary>
    public static implicit operator RequestPlaces(string? residence) => new(residence, []);
}

/// <summary>A kind of data that was made for a job.</summary>
/// <param name="Place">Where the job is based, as an ISO 3166 code such as <c>US-IL</c>.</param>
public sealed record JobData(string Place, DataCategory Category);
