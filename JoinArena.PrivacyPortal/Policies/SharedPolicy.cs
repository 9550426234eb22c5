using System.Globalization;
using System.Runtime.CompilerServices;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell;

namespace JoinArena.PrivacyPortal.Policies;

/// <summary>What the policy's pages show to a stranger: the versions there are, the one in force, today's date, and the languages the stranger reads.</summary>
internal sealed class SharedPolicy(PolicyLibrary library, TimeProvider clock) : ISharedContent
{
    // Versions that are taken in anew are another list; a number for each tells them apart.
    private readonly ConditionalWeakTable<IReadOnlyList<PolicyVersion>, Stamp> _stamps = [];
    private long _last;

    public string Of(HttpContext context)
    {
        var versions = library.Versions;
        var stamp = _stamps.GetValue(versions, _ => new(Interlocked.Increment(ref _last)));
        var spoken = PolicyLanguage.Wished(context).Where(wished => versions.Any(v => v.Texts.ContainsKey(wished))).Distinct(StringComparer.Ordinal);
        var now = clock.GetInstant();
        return string.Create(CultureInfo.InvariantCulture, $"{stamp.Number} {library.At(now)?.Name} {now.UtcDateTime:yyyy-MM-dd} {string.Join(',', spoken)}");
    }

    private sealed record Stamp(long Number);
}
