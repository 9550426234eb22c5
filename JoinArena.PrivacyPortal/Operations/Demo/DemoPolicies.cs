using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Policies.Loading;
using JoinArena.PrivacyPortal.Policies.Publishing;

namespace JoinArena.PrivacyPortal.Operations.Demo;

/// <summary>
/// Publishes example versions in a demo, to show what a later version does in a running portal. The examples are beside
/// the program and are copied to the data directory. The real policies are never changed, and a portal without the demo
/// never reads the examples.
/// </summary>
internal sealed partial class DemoPolicies(PolicySource source, TimeProvider clock)
{
    private static readonly PolicyFileSnapshot s_examples = PolicyFileSnapshot.Read(
        Path.Combine(AppContext.BaseDirectory, "policies-example"),
        mayHoldExamples: true
    );

    /// <summary>The available examples, oldest first.</summary>
    public static IReadOnlyList<string> AvailableVersions =>
        [.. (s_examples.Versions ?? []).Select(v => Path.GetFileName(v.Path))];

    /// <summary>Publishes an example, and the earlier examples that are not published yet.</summary>
    /// <param name="version">One of <see cref="AvailableVersions"/>.</param>
    /// <param name="effective">When it takes effect; null for now.</param>
    /// <returns>What was published; nothing if the example was already published.</returns>
    /// <exception cref="ConfigurationException">The demo is off.</exception>
    public PolicyPublication Publish(string version, DateTimeOffset? effective)
    {
        if (source.Examples is not { } folder)
        {
            throw ConfigurationException.ForSetting(
                "Portal__Demo__Enabled",
                "examples can be published only in a demo",
                "true"
            );
        }

        if (
            !VersionNumber.TryParse(version, out var asked)
            || !AvailableVersions.Contains(version, StringComparer.Ordinal)
        )
        {
            return Reject(
                new ReviewFinding(
                    s_examples.VersionsDirectory,
                    1,
                    $"there is no example '{version}'",
                    $"choose one of {string.Join(", ", AvailableVersions)}"
                )
            );
        }

        // Prepared and checked in a draft folder, which then replaces the real one, so the portal sees all changes or
        // none.
        var draft = folder + ".new";
        var real = PolicyFileSnapshot.Read(source.Directory, source.IsDemo);
        if (Directory.Exists(draft))
            Directory.Delete(draft, recursive: true);
        Copy(folder, draft);
        var published = new List<string>();
        foreach (
            var (number, from) in FindMissing(
                asked,
                [real, PolicyFileSnapshot.Read(draft, mayHoldExamples: true)],
                effective
            )
        )
        {
            WriteExample(number.ToString(), from, draft);
            var publication = PolicyPublication.Publish(
                PolicyFileSnapshot.Read(draft, mayHoldExamples: true),
                [real],
                number.ToString()
            );
            if (publication.Findings.Count > 0)
                return publication;
            published.AddRange(publication.Recorded);
        }

        if (published.Count > 0)
            Replace(folder, draft);
        return new PolicyPublication(published, []);
    }

    private static PolicyPublication Reject(ReviewFinding finding) => new([], [finding]);

    /// <summary>
    /// The versions to publish, with the times they take effect. Only the requested version gets the given time; the
    /// earlier ones take effect before it, a second apart.
    /// </summary>
    private List<(VersionNumber Number, DateTimeOffset From)> FindMissing(
        VersionNumber asked,
        IReadOnlyList<PolicyFileSnapshot> disks,
        DateTimeOffset? effective
    )
    {
        var there = LoadedVersions.Load(disks).Versions.Select(v => v.Number).ToHashSet();
        var numbers = AvailableVersions
            .Select(o => VersionNumber.TryParse(o, out var number) ? number : default)
            .Where(n => n <= asked && !there.Contains(n))
            .Order()
            .ToList();
        var now = WholeSecond(clock.GetInstant());
        var last = WholeSecond(effective ?? clock.GetInstant());
        return
        [
            .. numbers.Select(
                (n, i) => (n, n == asked ? last : (last < now ? last : now).AddSeconds(i + 1 - numbers.Count))
            ),
        ];
    }

    private void WriteExample(string version, DateTimeOffset effective, string draft)
    {
        var target = Path.Combine(draft, PolicyVersion.Policy, version);
        Copy(Path.Combine(s_examples.VersionsDirectory, version), target);
        var file = Path.Combine(target, VersionFile.Name);
        var now = WholeSecond(clock.GetInstant());
        var published = Line("published", effective < now ? effective : now);
        var inForce = Line("effective", effective);
        File.WriteAllText(file, Effective().Replace(Published().Replace(File.ReadAllText(file), published), inForce));
    }

    private static void Replace(string folder, string draft)
    {
        var old = folder + ".old";
        if (Directory.Exists(old))
            Directory.Delete(old, recursive: true);
        if (Directory.Exists(folder))
            Directory.Move(folder, old);
        Directory.Move(draft, folder);
        if (Directory.Exists(old))
            Directory.Delete(old, recursive: true);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        if (!Directory.Exists(from))
            return;
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static string Line(string key, DateTimeOffset at) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{key}: {at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"
        );

    private static DateTimeOffset WholeSecond(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    [GeneratedRegex(
        "^published: .*$",
        RegexOptions.Multiline | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Published();

    [GeneratedRegex(
        "^effective: .*$",
        RegexOptions.Multiline | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Effective();
}
