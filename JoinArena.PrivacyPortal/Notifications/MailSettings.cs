using JoinArena.PrivacyPortal.Data;
using MimeKit;

namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>How mail leaves. Read once at start; a wrong value stops it.</summary>
/// <param name="From">The sender.</param>
/// <param name="Smtp">The server; null leaves files.</param>
internal sealed record MailSettings(MailboxAddress From, SmtpServer? Smtp)
{
    private const string Section = "Portal:Mail";

    /// <exception cref="ConfigurationException">A value is wrong, or one is missing that the others need.</exception>
    public static MailSettings FromConfiguration(IConfiguration configuration)
    {
        var smtp = SmtpServer.From(configuration.GetSection($"{Section}:Smtp"));
        return (configuration[$"{Section}:From"], smtp) switch
        {
            ({ Length: > 0 } given, _) when MailboxAddress.TryParse(given, out var from) => new(from, smtp),
            ({ Length: > 0 } given, _) => throw CreateSettingException(
                "From",
                $"'{given}' is not an e-mail address",
                "privacy@joinarena.example"
            ),
            (_, null) => new(new MailboxAddress("JoinArena Privacy Portal", "privacy@localhost"), null),
            _ => throw CreateSettingException(
                "From",
                "a mail server needs to be told who sends",
                "privacy@joinarena.example"
            ),
        };
    }

    internal static ConfigurationException CreateSettingException(string setting, string wrong, string example) =>
        ConfigurationException.ForSetting($"Portal__Mail__{setting}", wrong, example);
}
