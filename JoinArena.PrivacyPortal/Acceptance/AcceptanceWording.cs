using System.Security.Cryptography;
using System.Text;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Acceptance;

/// <summary>The text a worker decides with: what they say, such as the label of a checkbox, and the label of the button.</summary>
public sealed record AcceptanceWording(string Statement, string ButtonLabel)
{
    /// <summary>Both, each on its own line. The hash is of this text.</summary>
    public string Text => $"{Statement}\n{ButtonLabel}\n";

    /// <summary>SHA-256 of <see cref="Text"/> in UTF-8, in lower-case hexadecimal.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>The labels for this version, in the reader's language.</summary>
    public static AcceptanceWording Create(IStringLocalizer<SharedResource> words, PolicyVersion version) =>
        new(words["I have read and accept version {0}", version.Name], words["Accept"]);
}
