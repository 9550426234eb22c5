using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Policies;

/// <summary>Every published version of the policy. Immutable; read once, when the portal starts.</summary>
public sealed class PolicyLibrary
{
    private PolicyLibrary(IReadOnlyList<PolicyVersion> versions) => Versions = versions;

    /// <summary>Oldest first; never empty.</summary>
    public IReadOnlyList<PolicyVersion> Versions { get; }

    /// <exception cref="ConfigurationException">Something in the folder is wrong; the message has one line a finding.</exception>
    public static PolicyLibrary Load(string directory)
    {
        if (!Directory.Exists(directory))
            throw ConfigurationException.Of("Portal__PoliciesDirectory", $"there is no folder '{directory}'", "/srv/portal/policies");

        var folder = PolicyCheck.Read(directory);
        return folder.Findings.Count == 0 ? new PolicyLibrary(folder.Versions) : throw new ConfigurationException(string.Join(Environment.NewLine, folder.Findings));
    }

    /// <summary>The version in force then, or null before the first was.</summary>
    public PolicyVersion? At(DateTimeOffset instant) => Versions.LastOrDefault(v => v.Effective <= instant);

    /// <summary>The version to read and accept then: the one in force, or the first while none is yet.</summary>
    public PolicyVersion Current(DateTimeOffset instant) => At(instant) ?? Versions[0];

    /// <summary>The version of that number, written as <c>1.0</c>, or null.</summary>
    public PolicyVersion? Find(string number) => Versions.FirstOrDefault(v => string.Equals(v.Name, number, StringComparison.Ordinal));
}
