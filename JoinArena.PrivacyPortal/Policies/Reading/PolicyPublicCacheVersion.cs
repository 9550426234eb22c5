using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell.PageCache;

namespace JoinArena.PrivacyPortal.Policies.Reading;

/// <summary>
/// What the policy's pages show to a stranger: the versions there are, the one in force, today's date, and the
/// languages the stranger reads.
/// </summary>
internal sealed class PolicyPublicCacheVersion(PolicyLibrary library, TimeProvider clock) : IPublicCacheVersion
{
    public string GetVersion(HttpContext context)
    {
        var (versions, now) = (library.Snapshot, clock.GetInstant());
        var spoken = PolicyLanguage
            .GetPreferredLanguages(context)
            .Where(wished => versions.Versions.Any(v => v.Texts.ContainsKey(wished)))
            .Distinct(StringComparer.Ordinal);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{versions.Digest} {versions.FindInForce(now)?.Name} {now.UtcDateTime:yyyy-MM-dd} {string.Join(',', spoken)}"
        );
    }
}
