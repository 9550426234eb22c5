using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>Sends emails to a mail server over SMTP.</summary>
internal sealed class SmtpTransport(SmtpServer server) : IMailTransport
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    public async Task SendAsync(Guid job, MimeMessage message, CancellationToken ct)
    {
        using var smtp = new SmtpClient { Timeout = (int)s_timeout.TotalMilliseconds };
        await smtp.ConnectAsync(server.Host, server.Port, GetSecurity(), ct);
        if (server.User is not null)
            await smtp.AuthenticateAsync(server.User, server.Password!, ct);
        await smtp.SendAsync(message, ct);
        await smtp.DisconnectAsync(quit: true, ct);
    }

    // Nothing is sent to another machine unencrypted: letters contain links that open an account.
    private SecureSocketOptions GetSecurity() =>
        server switch
        {
            { Port: 465 } => SecureSocketOptions.SslOnConnect,
            { IsLoopback: false } => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.StartTlsWhenAvailable,
        };
}
