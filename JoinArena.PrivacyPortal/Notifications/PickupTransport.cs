using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Files;
using MimeKit;

namespace JoinArena.PrivacyPortal.Notifications;

/// <summary>
/// Writes emails as <c>.eml</c> files to the data directory, for a portal without a mail server. A file appears only
/// when it is complete.
/// </summary>
internal sealed class PickupTransport(DataDirectory data, TimeProvider clock) : IMailTransport
{
    public async Task SendAsync(Guid job, MimeMessage message, CancellationToken ct)
    {
        var directory = data.CreateSubdirectory("mail");
        var name = string.Create(CultureInfo.InvariantCulture, $"{clock.GetInstant():yyyyMMdd'T'HHmmssfff'Z'}-{job:N}");
        var unfinished = Path.Combine(directory, name + ".tmp");
        await using (var file = new FileStream(unfinished, PrivateFiles.CreateOptions(FileMode.Create)))
            await message.WriteToAsync(file, ct);
        File.Move(unfinished, Path.Combine(directory, name + ".eml"), overwrite: true);
    }
}
