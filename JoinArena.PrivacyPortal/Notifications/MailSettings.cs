using System.Diagnostics.CodeAnalysis;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Contact;
using MimeKit;

namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>How email is sent. Read once at the start; a wrong value stops the start.</summary>
/// <param name="From">The sender.</param>
/// <param name="Smtp">The mail server; null writes emails as files.</param>
internal sealed record MailSettings(MailboxAddress From, SmtpServer? Smtp)
{
    /// <summary>Who runs the portal; the last lines of each email.</summary>
    public OperatorContact Contact { get; init; } = OperatorContact.None;

    private const string Section = "Portal:Mail";

    /// <exception cref="ConfigurationException">
    /// A value is wrong, or a value that the others need is missing.
    /// </exception>
    public static MailSettings FromConfiguration(IConfiguration configuration)
    {
        var smtp = SmtpServer.From(configuration.GetSection($"{Section}:Smtp"));
        return (configuration[$"{Section}:From"], smtp) switch
        {
            ({ Length: > 0 } given, _) when TryParseSender(given, out var from) => new(from, smtp),
            ({ Length: > 0 } given, _) => throw CreateSettingException(
                "From",
                $"'{given}' is not an email address",
                "privacy@joinarena.example"
            ),
            (_, null) => new(new MailboxAddress("JoinArena Privacy Portal", "privacy@localhost"), null),
            _ => throw CreateSettingException(
                "From",
                "the mail server is set, but the sender's address is missing",
                "privacy@joinarena.example"
            ),
        };
    }

    private static bool TryParseSender(string text, [NotNullWhen(true)] out MailboxAddress? sender)
    {
        if (!MailboxAddress.TryParse(text, out sender))
            return false;
        if (EmailAddress.TryParse(sender.Address, out var address))
            sender.Address = address.MailText;
        else if (!sender.Address.EndsWith("@localhost", StringComparison.OrdinalIgnoreCase))
            sender = null;
        return sender is not null;
    }

    internal static ConfigurationException CreateSettingException(string setting, string wrong, string example) =>
        ConfigurationException.ForSetting($"Portal__Mail__{setting}", wrong, example);
}
