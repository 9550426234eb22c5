using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <summary>
/// Says that the page has just seen the worker prove who they are, with failed attempts counted towards lock-out.
/// Needed even within a session: 11 CCR 7061(a) requires re-authentication before deletion.
/// </summary>
/// <param name="At">When the proof was given.</param>
public readonly record struct StepUpProof(DateTimeOffset At)
{
    private static readonly TimeSpan s_freshness = TimeSpan.FromMinutes(5);

    /// <summary>Whether the proof is recent enough.</summary>
    public bool IsFresh(DateTimeOffset now) => At.ToInstant() <= now && now - At <= s_freshness;
}
