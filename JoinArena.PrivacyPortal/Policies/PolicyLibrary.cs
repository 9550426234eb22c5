using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Policies.Loading;
using JoinArena.PrivacyPortal.Policies.Publishing;

namespace JoinArena.PrivacyPortal.Policies;

/// <summary>
/// Every published version of the policy that is in the folder now. Changed files are loaded all together or not at
/// all; see <see cref="PolicyReloadJob"/>.
/// </summary>
public sealed class PolicyLibrary
{
    /// <summary>The subject in <see cref="ChangeFeed"/> for a change of the library.</summary>
    public const string Subject = "policies";

    private volatile PolicySet _now;

    private PolicyLibrary(PolicySet first) => _now = first;

    /// <summary>All versions at this moment. Read it once if several results must agree.</summary>
    public PolicySet Snapshot => _now;

    /// <inheritdoc cref="PolicySet.Versions"/>
    public IReadOnlyList<PolicyVersion> Versions => _now.Versions;

    /// <exception cref="ConfigurationException">
    /// Something in the folder is wrong. The message has one line for each finding.
    /// </exception>
    public static PolicyLibrary Load(string directory) => Load(new PolicySource(directory));

    /// <inheritdoc cref="PolicySet.FindInForce"/>
    public PolicyVersion? FindInForce(DateTimeOffset instant) => _now.FindInForce(instant);

    /// <inheritdoc cref="PolicySet.GetCurrent"/>
    public PolicyVersion GetCurrent(DateTimeOffset instant) => _now.GetCurrent(instant);

    /// <inheritdoc cref="PolicySet.Find"/>
    public PolicyVersion? Find(string number) => _now.Find(number);

    internal static PolicyLibrary Load(PolicySource source)
    {
        if (!Directory.Exists(source.Directory))
        {
            throw ConfigurationException.ForSetting(
                "Portal__PoliciesDirectory",
                $"there is no folder '{source.Directory}'",
                "/srv/portal/policies"
            );
        }

        var (set, findings) = PolicyCheck.LoadAndCheck(source);
        return findings.Count == 0 ? new PolicyLibrary(set) : throw ReviewFinding.ToException(findings);
    }

    /// <summary>Replaces the versions in one step.</summary>
    internal void Replace(PolicySet set) => _now = set.ReuseUnchanged(_now);
}
