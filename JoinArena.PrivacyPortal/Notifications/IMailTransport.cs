using MimeKit;

namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>Hands a finished mail over.</summary>
internal interface IMailTransport
{
    /// <summary>Hands it over, or throws: then it is tried again.</summary>
    /// <param name="job">The same for each try of one mail.</param>
    /// <param name="message">What to send.</param>
    Task SendAsync(Guid job, MimeMessage message, CancellationToken ct);
}
