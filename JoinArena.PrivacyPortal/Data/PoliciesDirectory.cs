using JoinArena.PrivacyPortal.Data.Settings;

namespace JoinArena.PrivacyPortal.Data;

/// <summary>The directory of reviewed files: policies, deletion rules, connector recipes.</summary>
public static class PoliciesDirectory
{
    /// <summary>
    /// The absolute path from <c>Portal:PoliciesDirectory</c>, or <c>policies</c> beside the program where that is not set.
    /// </summary>
    public static string GetPath(IConfiguration configuration) =>
        configuration["Portal:PoliciesDirectory"] is { Length: > 0 } configured
            ? ContentRoot.GetFullPath(configuration, configured)
            : Path.Combine(AppContext.BaseDirectory, "policies");
}
