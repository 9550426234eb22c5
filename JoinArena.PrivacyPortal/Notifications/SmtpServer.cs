using System.Globalization;
using System.Net;

namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>A mail server that emails are sent through.</summary>
internal sealed record SmtpServer(string Host, int Port, string? User, string? Password)
{
    private const int Submission = 587;

    /// <summary>Whether the server is on this machine, so that no one can listen on the way.</summary>
    public bool IsLoopback =>
        Host is "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    public static SmtpServer? From(IConfigurationSection section)
    {
        var host = NullIfEmpty(section["Host"]);
        var port = NullIfEmpty(section["Port"]);
        var user = NullIfEmpty(section["User"]);
        var password = NullIfEmpty(section["Password"]);
        if (host is null)
        {
            return port is null && user is null && password is null
                ? null
                : throw MailSettings.CreateSettingException(
                    "Smtp__Host",
                    "other SMTP settings are set, but the server is missing",
                    "smtp.example.com"
                );
        }

        if (Uri.CheckHostName(host) is UriHostNameType.Unknown)
        {
            throw MailSettings.CreateSettingException("Smtp__Host", $"'{host}' is not a host name", "smtp.example.com");
        }

        if (user is null != password is null)
        {
            throw MailSettings.CreateSettingException(
                user is null ? "Smtp__User" : "Smtp__Password",
                "set both the user and the password, or neither",
                "portal"
            );
        }

        var number = Submission;
        if (
            port is not null
            && (
                !int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out number)
                || number is < 1 or > 65535
            )
        )
        {
            throw MailSettings.CreateSettingException(
                "Smtp__Port",
                $"'{port}' is not a port number from 1 to 65535",
                "587"
            );
        }

        return new(host, number, user, password);
    }

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
