using System.Collections.Concurrent;
using System.Net.Sockets;
using JoinArena.PrivacyPortal.Notifications;
using MimeKit;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

/// <summary>
/// Keeps mails instead of sending them, and gives out those of one worker: the sweepers also send what another bench of
/// the class left behind.
/// </summary>
public sealed class RecordingMailTransport(string worker) : IMailTransport
{
    private readonly ConcurrentQueue<(Guid Job, string To, string Subject, string Text)> _mails = [];

    /// <summary>Whether the server is down.</summary>
    public bool IsDown { get; set; }

    public IReadOnlyList<(Guid Job, string To, string Subject, string Text)> GetMailsTo(string address) =>
        [.. _mails.Where(m => m.To == address && (m.To + m.Text).Contains(worker, StringComparison.Ordinal))];

    Task IMailTransport.SendAsync(Guid job, MimeMessage message, CancellationToken ct)
    {
        if (IsDown)
            throw new SocketException();
        _mails.Enqueue((job, message.To.Mailboxes.Single().Address, message.Subject ?? "", message.TextBody ?? ""));
        return Task.CompletedTask;
    }
}
