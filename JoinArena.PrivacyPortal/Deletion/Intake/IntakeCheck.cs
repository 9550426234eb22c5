using JoinArena.PrivacyPortal.Deletion.Requests.Receipt;

namespace JoinArena.PrivacyPortal.Deletion.Intake;

/// <summary>What can be wrong with a request that came another way, by any person or program.</summary>
internal static class IntakeCheck
{
    /// <summary>A request may come to light late, but not years after it was received.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(3 * 365);

    public static IEnumerable<IntakeError> FindErrors(ReceivedRequest received, DateTimeOffset now)
    {
        if (received.Channel is RequestChannel.Portal)
            yield return IntakeError.ChannelNotEntered;
        if (received.ReceivedAt > now)
            yield return IntakeError.ReceivedInFuture;
        if (received.ReceivedAt < now - MaxAge)
            yield return IntakeError.ReceivedTooEarly;
        if (received.Channel is RequestChannel.Agent != received.Agent is not null)
            yield return IntakeError.AgentMisplaced;
        if (received is { Channel: RequestChannel.Agent, Proof: null })
            yield return IntakeError.PermissionNeeded;
        if (
            received.Proof?.Length > ReceivedRequest.MaxProofLength
            || received.Agent?.Length > ReceivedRequest.MaxAgentLength
        )
        {
            yield return IntakeError.TooLong;
        }
    }
}
