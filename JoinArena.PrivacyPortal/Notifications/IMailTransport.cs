using MimeKit;

namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>Sends a finished email.</summary>
internal interface IMailTransport
{
    /// <summary>Sends the email. If it throws, the job is tried again later.</summary>
    /// <param name="job">The job's id, the same at each try.</param>
    /// <param name="message">The email.</param>
    Task SendAsync(Guid job, MimeMessage message, CancellationToken ct);
}
