using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests.Receipt;
using Microsoft.AspNetCore.Http.HttpResults;

namespace JoinArena.PrivacyPortal.Deletion.Intake;

/// <summary>The API's answers to a request that is not entered.</summary>
internal static class IntakeProblems
{
    /// <summary>What to write for the channel.</summary>
    public static readonly string ChannelExpected =
        "Give how the request came: one of "
        + string.Join(", ", KebabCase.GetNames<RequestChannel>().Where(n => n != "portal"))
        + ".";

    public static ProblemHttpResult UnknownWorker =>
        ApiProblem.CreateUnknownWorker("With a party's key, only workers whose data the party holds are found.");

    public static ProblemHttpResult KeyReused =>
        ApiProblem.Create(
            422,
            "key-reused",
            "This Idempotency-Key belongs to another request",
            "Send another key with another request, or the same request with this key."
        );

    public static ProblemHttpResult KeyNotValid =>
        ApiProblem.Create(
            400,
            "bad-request",
            "Bad Request",
            "Give an Idempotency-Key of 1 to 255 visible ASCII characters, or leave it out."
        );

    public static FieldError ToFieldError(IntakeError error) =>
        error switch
        {
            IntakeError.ChannelNotEntered => new("/channel", ChannelExpected),
            IntakeError.ReceivedInFuture => new("/receivedAt", "Give an instant that is not in the future."),
            IntakeError.ReceivedTooEarly => new("/receivedAt", "Give an instant of the last three years."),
            IntakeError.AgentMisplaced => new("/agent", "Name the agent with the channel agent, and with no other."),
            IntakeError.PermissionNeeded => new("/proof", "Say where the worker's signed permission is."),
            IntakeError.TooLong => new(
                "/proof",
                $"Shorten the proof to {ReceivedRequest.MaxProofLength} characters, the agent to "
                    + $"{ReceivedRequest.MaxAgentLength}."
            ),
            IntakeError.UnknownWorker or IntakeError.KeyReused => throw new InvalidOperationException(
                $"{error} is not about a field."
            ),
        };
}
