using System.Text.Json;

namespace JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;

/// <summary>
/// The outbox job that emails the answers of a day. It holds ids only; the content is read when the email is sent. The
/// property names are stored in outbox messages.
/// </summary>
/// <param name="Request">The request's id.</param>
/// <param name="First">The event of the answer with which the day began (<see cref="AnswerDay.First"/>).</param>
internal sealed record AnswerDigest(Guid Request, Guid First)
{
    public const string KindName = "answer-digest";

    public static AnswerDigest Parse(string? payload) =>
        JsonSerializer.Deserialize<AnswerDigest>(payload ?? "null")
        ?? throw new InvalidOperationException("The outbox message has no content.");
}
