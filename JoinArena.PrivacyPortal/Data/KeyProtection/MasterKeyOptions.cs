using JoinArena.PrivacyPortal.Data.Settings;

namespace JoinArena.PrivacyPortal.Data.KeyProtection;

/// <summary>Settings under <c>Portal:Keys</c>.</summary>
/// <param name="KeyFile">
/// The full path of the file whose key encrypts the data-protection keys in the database.
/// </param>
public sealed record MasterKeyOptions(string KeyFile)
{
    public static MasterKeyOptions From(IConfiguration configuration, DataDirectory directory) =>
        new(
            configuration["Portal:Keys:KeyFile"] is { Length: > 0 } path
                ? ContentRoot.GetFullPath(configuration, path)
                : Path.Combine(directory.Path, "data-protection.key")
        );
}
