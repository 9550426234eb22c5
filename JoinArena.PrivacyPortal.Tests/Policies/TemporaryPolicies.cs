using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Data.ReviewedFiles;
using JoinArena.PrivacyPortal.Policies.Loading;
using JoinArena.PrivacyPortal.Policies.Publishing;

namespace JoinArena.PrivacyPortal.Tests.Policies;

/// <summary>A copy of the repository's policies that a test may spoil.</summary>
internal sealed class TemporaryPolicies : IDisposable
{
    public static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "policies");

    public TemporaryPolicies()
    {
        foreach (var file in Directory.GetFiles(Shipped, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Root, Path.GetRelativePath(Shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        KeepEnglishOnly();
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("policies-").FullName;

    public string VersionFile => PathOf("1.0", "version.yml");

    public string Text => PathOf("1.0", "en.md");

    public string LockFile => Path.Combine(Root, "published.sha256");

    public string PathOf(string version, string file) => Path.Combine(Root, "worker-privacy", version, file);

    /// <summary>Replaces words that must be there.</summary>
    public TemporaryPolicies Replace(string file, string from, string to)
    {
        var text = File.ReadAllText(file);
        text.ShouldContain(from);
        File.WriteAllText(file, text.Replace(from, to, StringComparison.Ordinal), new UTF8Encoding(false));
        return this;
    }

    /// <summary>Adds a version that differs from 1.0 in its number, dates and first sentence.</summary>
    public TemporaryPolicies WithDraft(string version, string effective = "2026-12-01T00:00:00Z")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(version, "x"))!);
        File.Copy(VersionFile, PathOf(version, "version.yml"));
        File.Copy(Text, PathOf(version, "en.md"));
        return Replace(PathOf(version, "version.yml"), "version: \"1.0\"", $"version: \"{version}\"")
            .Replace(PathOf(version, "version.yml"), "effective: 2025-11-01T00:00:00Z", $"effective: {effective}")
            .Replace(PathOf(version, "version.yml"), "change: initial", "change: material")
            .Replace(PathOf(version, "version.yml"), "en: The first version.", "en: New.")
            .Replace(PathOf(version, "en.md"), "we are committed", "we stay committed");
    }

    /// <summary>Gives a draft a second language, in which everything is said as in English.</summary>
    public TemporaryPolicies WithTranslation(string version, string language)
    {
        var file = PathOf(version, "version.yml");
        var text = File.ReadAllText(PathOf(version, "version.yml"));
        var said = Regex.Replace(
            text,
            "^(?<indent> +)en:(?<said>.*\n(\\k<indent> +.*\n)*)",
            m => $"{m.Value}{m.Groups["indent"].Value}{language}:{m.Groups["said"].Value}",
            RegexOptions.Multiline | RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1)
        );
        File.WriteAllText(file, said, new UTF8Encoding(false));
        File.Copy(PathOf(version, "en.md"), PathOf(version, $"{language}.md"));
        return this;
    }

    /// <summary>Adds a version and publishes it.</summary>
    /// <param name="version">Its number.</param>
    /// <param name="effective">Its instant.</param>
    /// <param name="change"><c>material</c> or <c>editorial</c>.</param>
    /// <param name="languages">Besides English.</param>
    public TemporaryPolicies WithPublished(
        string version,
        string effective,
        string change = "material",
        params string[] languages
    )
    {
        WithDraft(version, effective).Replace(PathOf(version, "version.yml"), "change: material", $"change: {change}");
        foreach (var language in languages)
            WithTranslation(version, language);
        return WithLock(version);
    }

    /// <summary>Publishes what is there.</summary>
    public TemporaryPolicies WithLock(string version)
    {
        PolicyPublication.Publish(Root, version).Findings.ShouldBeEmpty();
        return this;
    }

    /// <summary>
    /// Adds a translation of 1.0: the English text under a Spanish title, which is enough for what is done with it.
    /// </summary>
    public TemporaryPolicies WithSpanish()
    {
        var spanish = PathOf("1.0", "es.md");
        var yaml = File.ReadAllText(VersionFile);
        File.Copy(Text, spanish);
        Replace(spanish, "# Privacy Policy & Terms of Service", "# Política de privacidad");
        // Every clause and the summary say in Spanish what they say in English.
        yaml = yaml.Replace(
            "  en: The first version.\n",
            "  en: The first version.\n  es: La primera versión.\n",
            StringComparison.Ordinal
        );
        yaml = System.Text.RegularExpressions.Regex.Replace(
            yaml,
            @"    en:\n(?<words>(      .*\n){3})",
            "    en:\n${words}    es:\n${words}",
            System.Text.RegularExpressions.RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1)
        );
        File.WriteAllText(VersionFile, yaml, new UTF8Encoding(false));
        PolicyPublication.Publish(Root, "1.0").Findings.ShouldBeEmpty();
        return this;
    }

    /// <summary>
    /// Changes the text of 1.0, and its recorded hash with it, as somebody would who wants it not to be seen.
    /// </summary>
    public void ChangeTextAndHash(string from, string to)
    {
        Replace(Text, from, to);
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Text)));
        File.WriteAllText(
            LockFile,
            Regex.Replace(File.ReadAllText(LockFile), "^[0-9a-f]{64}", hash, RegexOptions.None, TimeSpan.FromSeconds(1))
        );
    }

    // Tests spoil and add to what is in one language; a second one they add themselves.
    private void KeepEnglishOnly()
    {
        foreach (var text in Directory.GetFiles(Path.GetDirectoryName(Text)!, "*.md").Where(text => text != Text))
            File.Delete(text);
        var yaml = Regex.Replace(
            File.ReadAllText(VersionFile),
            "^# Nobody who speaks.*\n|^(?<indent> +)(ar|es|pt-BR):.*\n(\\k<indent> +.*\n)*",
            "",
            RegexOptions.Multiline | RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1)
        );
        File.WriteAllText(VersionFile, yaml, new UTF8Encoding(false));
        var english = File.ReadAllLines(LockFile).Where(l => l.EndsWith("/en.md", StringComparison.Ordinal));
        File.WriteAllText(LockFile, string.Concat(english.Select(l => $"{l}\n")));
    }

    public IReadOnlyList<ReviewFinding> Check() => PolicyCheck.Run(Root);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
