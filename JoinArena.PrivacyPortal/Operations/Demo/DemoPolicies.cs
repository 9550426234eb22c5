using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Policies.Loading;
using JoinArena.PrivacyPortal.Policies.Publishing;

namespace JoinArena.PrivacyPortal.Operations.Demo;

/// <summary>
/// Publishes example versions in a demo, so that one can see what a later version does to a running portal. They lie
/// beside the program, and go into
/// the data directory; the real policies are never touched, and a portal without the demo never reads them.
/// </summary>
internal sealed partial class DemoPolicies(PolicySource source, TimeProvider clock)
{
    private static readonly PolicyFileSnapshot s_offered = PolicyFileSnapshot.Read(
        Path.Combine(AppContext.BaseDirectory, "policies-example"),
        mayHoldExamples: true
    );

    /// <summary>The examples there are, oldest first.</summary>
    public static IReadOnlyList<string> AvailableVersions =>
        [.. (s_offered.Versions ?? []).Select(v => Path.GetFileName(v.Path))];

    /// <summary>Publishes the example, and those before it that are not yet published.</summary>
    /// <param name="version">One of <see cref="AvailableVersions"/>.</param>
    /// <param name="effective">From when it is in force; now, when null.</param>
    /// <returns>What was published; nothing when it was before.</returns>
    /// <exception cref="ConfigurationException">The demo is off.</exception>
    public PolicyPublication Publish(string version, DateTimeOffset? effective)
    {
        if (source.Examples is not { } folder)
        {
            throw ConfigurationException.ForSetting(
                "Portal__Demo__Enabled",
                "examples are published in a demo only",
                "true"
            );
        }

        if (
            !VersionNumber.TryParse(version, out var asked)
            || !AvailableVersions.Contains(version, StringComparer.Ordinal)
        )
        {
            return Refused(
                new ReviewFinding(
                    s_offered.VersionsDirectory,
                    1,
                    $"there is no example '{version}'",
                    $"choose one of {string.Join(", ", AvailableVersions)}"
                )
            );
        }

        // Built aside and checked there, then put in place at once: the running portal sees all of it or nothing.
        var (draft, real) = (folder + ".new", PolicyFileSnapshot.Read(source.Directory, source.IsDemo));
        if (Directory.Exists(draft))
            Directory.Delete(draft, recursive: true);
        Copy(folder, draft);
        var published = new List<string>();
        foreach (
            var (number, from) in Missing(
                asked,
                [real, PolicyFileSnapshot.Read(draft, mayHoldExamples: true)],
                effective
            )
        )
        {
            Lay(number.ToString(), from, draft);
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

    private static PolicyPublication Refused(ReviewFinding finding) => new([], [finding]);

    /// <summary>
    /// The versions to publish with the instants they are in force from: one after the other, the one asked for at its
    /// own.
    /// </summary>
    private List<(VersionNumber Number, DateTimeOffset From)> Missing(
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
        var (now, last) = (WholeSecond(clock.GetInstant()), WholeSecond(effective ?? clock.GetInstant()));
        return
        [
            .. numbers.Select(
                (n, i) => (n, n == asked ? last : (last < now ? last : now).AddSeconds(i + 1 - numbers.Count))
            ),
        ];
    }

    private void Lay(string version, DateTimeOffset effective, string draft)
    {
        var target = Path.Combine(draft, PolicyVersion.Policy, version);
        Copy(Path.Combine(s_offered.VersionsDirectory, version), target);
        var (file, now) = (Path.Combine(target, VersionFile.Name), WholeSecond(clock.GetInstant()));
        var (published, inForce) = (Line("published", effective < now ? effective : now), Line("effective", effective));
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
