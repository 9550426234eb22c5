using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using JoinArena.PrivacyPortal.Data.Outbox;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Parties;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>What a party is told.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NotificationKind>))]
public enum NotificationKind
{
    Requested,
    Reminder,
    Withdrawn,
}

/// <summary>
/// A message to a party that waits in the outbox. It names the task and nobody; what is said is read from the task when
/// it is sent.
/// </summary>
/// <param name="Task">Whose part it is.</param>
/// <param name="Kind">What is said.</param>
/// <param name="Round">Which time the party is asked; a message of an earlier round is not sent any more.</param>
/// <param name="Reminder">Which reminder it is, from 1.</param>
/// <param name="At">When there was reason to say it.</param>
internal sealed record ErasureMessage(Guid Task, NotificationKind Kind, int Round, int Reminder, DateTimeOffset At)
{
    public const string KindName = "erasure";

    /// <summary>
    /// What the party knows the message by: one id a task and round, whoever sends it and however often.
    /// </summary>
    public string MessageId =>
        string.Create(CultureInfo.InvariantCulture, $"era_{Task:N}_{Round}")
        + Kind switch
        {
            NotificationKind.Requested => "",
            NotificationKind.Reminder => string.Create(CultureInfo.InvariantCulture, $"_r{Reminder}"),
            NotificationKind.Withdrawn => "_w",
        };

    /// <summary>
    /// The same for a mail, whose id has to be of another form. Two jobs for one message, as when a hold was put and
    /// lifted, send it under one id.
    /// </summary>
    public Guid MailId => new(SHA256.HashData(Encoding.ASCII.GetBytes(MessageId)).AsSpan(0, 16));
}

/// <summary>One message on its way: all that a connector needs.</summary>
/// <param name="WasTried">Whether an earlier try may have had its effect.</param>
internal sealed record PartyNotification(
    ErasureMessage Message,
    Guid RequestId,
    string Number,
    string WorkerId,
    string PartyId,
    string PartyName,
    string? Contact,
    ConnectorType Connector,
    IReadOnlyList<TaskItem> Items,
    DateOnly DueBy,
    bool WasTried
)
{
    public IEnumerable<string> InterviewIds =>
        Items.Select(i => i.InterviewId).OfType<string>().Distinct(StringComparer.Ordinal);
}

/// <summary>How a message was taken.</summary>
/// <param name="IsAcknowledged">Whether the party said that it has it.</param>
/// <param name="Outcome">The answer, where it came at once.</param>
internal sealed record NotificationResult(bool IsAcknowledged = false, OutcomeReport? Outcome = null);

/// <summary>One way to tell a party.</summary>
internal interface IConnector
{
    ConnectorType Type { get; }

    /// <summary>Tells it, or throws; a <see cref="OutboxHandlerException"/> says when to try again.</summary>
    /// <param name="errand">What to say. Said twice, it must have the effect of once.</param>
    /// <param name="ct">Stops.</param>
    Task<NotificationResult> NotifyAsync(PartyNotification errand, CancellationToken ct);
}
