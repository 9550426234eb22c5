using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell.PageCache;

namespace JoinArena.PrivacyPortal.Policies.Reading;

/// <summary>
/// What the public policy pages depend on: the versions, the one in force, today's date, and the reader's languages.
/// </summary>
internal sealed class PolicyPublicCacheVersion(PolicyLibrary library, TimeProvider clock) : IPublicCacheVersion
{
    public string GetVersion(HttpContext context)
    {
        var versions = library.Snapshot;
        var now = clock.GetInstant();
        var spoken = PolicyLanguage
            .GetPreferredLanguages(context)
            .Where(wished => versions.Versions.Any(v => v.Texts.ContainsKey(wished)))
            .Distinct(StringComparer.Ordinal);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{versions.Digest} {versions.FindInForce(now)?.Name} {now.UtcDateTime:yyyy-MM-dd} "
                + $"{string.Join(',', spoken)}"
        );
    }
}
