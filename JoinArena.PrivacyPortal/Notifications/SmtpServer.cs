using System.Globalization;
using System.Net;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>A mail server.</summary>
internal sealed record SmtpServer(string Host, int Port, string? User, string? Password)
{
    private const int Submission = 587;

    /// <summary>Whether nothing between here and it could listen.</summary>
    public bool IsLoopback =>
        Host is "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    public static SmtpServer? From(IConfigurationSection section)
    {
        var (host, port, user, password) = (
            Given(section["Host"]),
            Given(section["Port"]),
            Given(section["User"]),
            Given(section["Password"])
        );
        if (host is null)
        {
            return port is null && user is null && password is null
                ? null
                : throw MailSettings.CreateSettingException(
                    "Smtp__Host",
                    "there are other SMTP settings, but no server",
                    "smtp.example.com"
                );
        }

        if (Uri.CheckHostName(host) is UriHostNameType.Unknown)
        {
            throw MailSettings.CreateSettingException(
                "Smtp__Host",
                $"'{host}' is not the name of a host",
                "smtp.example.com"
            );
        }

        if (user is null != password is null)
        {
            throw MailSettings.CreateSettingException(
                user is null ? "Smtp__User" : "Smtp__Password",
                "user and password are given together or not at all",
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
            throw MailSettings.CreateSettingException("Smtp__Port", $"'{port}' is not a port", "587");
        }

        return new(host, number, user, password);
    }

    private static string? Given(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
