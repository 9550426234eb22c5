using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace JoinArena.PrivacyPortal.Deletion.Erasure;

/// <summary>
/// The outbox message that has a party notified. It holds ids only; the content is read from the task when the
/// notification is sent. The property names are stored in outbox messages.
/// </summary>
/// <param name="Task">The task's id.</param>
/// <param name="Kind">What the party is notified of.</param>
/// <param name="Round">
/// How often the party had been asked when the message was enqueued; a message of an earlier round is not sent.
/// </param>
/// <param name="Reminder">The number of the reminder, from 1.</param>
/// <param name="At">When the message was enqueued.</param>
internal sealed record ErasureMessage(Guid Task, NotificationKind Kind, int Round, int Reminder, DateTimeOffset At)
{
    public const string KindName = "erasure";

    /// <summary>
    /// The id under which the party receives the notification. It is the same for every attempt and every outbox
    /// message of the same round, so that the party can recognise a repetition.
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
    /// <see cref="MessageId"/> as a Guid, for emails. Two outbox messages for one notification, such as after a legal
    /// hold was placed and lifted, give the same id.
    /// </summary>
    public Guid MailId => new(SHA256.HashData(Encoding.ASCII.GetBytes(MessageId)).AsSpan(0, 16));
}
