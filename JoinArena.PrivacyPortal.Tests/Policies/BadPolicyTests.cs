using System.Text;
using JoinArena.PrivacyPortal.Policies.Publishing;

namespace JoinArena.PrivacyPortal.Tests.Policies;

/// <summary>Everything that can be wrong with the files, and what is said about it: which file, which line, what, and how to mend it.</summary>
public sealed class BadPolicyTests : IDisposable
{
    private static readonly Dictionary<string, BadPolicy> s_cases = BadPolicies.All.ToDictionary(c => c.Name, StringComparer.Ordinal);

    private readonly PoliciesOnDisk _policies = new();

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    public void Dispose() => _policies.Dispose();

    [Theory, MemberData(nameof(Cases))]
    public void What_is_wrong_is_told_with_its_file_and_line_and_how_to_mend_it(string name)
    {
        var bad = s_cases[name];
        bad.Spoil(_policies);

        var findings = _policies.Check();

        var file = Path.GetFullPath(Path.Combine(_policies.Root, bad.File));
        findings.ShouldContain(f => f.File == file && f.Line == bad.Line && f.What.Contains(bad.Says, StringComparison.Ordinal), string.Join('\n', findings));
        findings.ShouldAllBe(f => f.Mend.Length > 0 && f.What.Length < 400);
        findings.Count.ShouldBeLessThan(25, "what follows from one fault is not told as many");
    }

    [Theory, MemberData(nameof(Cases))]
    public void What_does_not_check_is_not_published_and_records_stay_as_they_are(string name)
    {
        var lockFile = File.ReadAllBytes(_policies.Lock);
        s_cases[name].Spoil(_policies);
        if (name.StartsWith("lock:", StringComparison.Ordinal)) lockFile = File.ReadAllBytes(_policies.Lock);

        var said = PolicyPublication.Publish(_policies.Root, "1.0");

        // What is wrong with these is that they are not published, or it is found only where they are.
        if (name is "lock: a draft that nobody published") said.Findings.ShouldBeEmpty();
        else said.Findings.ShouldNotBeEmpty();
        said.Recorded.ShouldBeEmpty();
        File.ReadAllBytes(_policies.Lock).ShouldBe(lockFile);
    }

    [Fact]
    public void There_are_more_than_fifty_of_them() => s_cases.Count.ShouldBeGreaterThan(50);
}

/// <param name="Name">What is wrong, in words.</param>
/// <param name="File">Where it is told, from the policies folder.</param>
/// <param name="Line">At which line.</param>
/// <param name="Says">Words of the finding.</param>
/// <param name="Spoil">Makes it so.</param>
internal sealed record BadPolicy(string Name, string File, int Line, string Says, Action<PoliciesOnDisk> Spoil)
{
    private const string Yaml = "worker-privacy/1.0/version.yml", Text = "worker-privacy/1.0/en.md";

    /// <summary>A fault in version.yml, made by replacing words.</summary>
    public static BadPolicy InYaml(string name, string right, string wrong, int line, string says) => new(name, Yaml, line, says, p => p.Change(p.VersionFile, right, wrong));

    /// <summary>version.yml with other content.</summary>
    public static BadPolicy AsYaml(string name, string content, int line, string says) => new(name, Yaml, line, says, p => System.IO.File.WriteAllText(p.VersionFile, content, new UTF8Encoding(false)));

    /// <summary>A fault in the text, made by replacing words.</summary>
    public static BadPolicy InText(string name, string right, string wrong, int line, string says) => new(name, Text, line, says, p => p.Change(p.Text, right, wrong));

    /// <summary>Something added at the end of the text, which has 14 lines: it stands on line 16.</summary>
    public static BadPolicy AfterText(string name, string added, string says) => new(name, Text, 16, says, p => System.IO.File.AppendAllText(p.Text, $"\n{added}\n"));

    /// <summary>The text with other bytes.</summary>
    public static BadPolicy AsText(string name, Func<byte[], byte[]> change, int line, string says) =>
        new(name, Text, line, says, p => System.IO.File.WriteAllBytes(p.Text, change(System.IO.File.ReadAllBytes(p.Text))));

    /// <summary>A fault between version 1.0 and a draft that follows it.</summary>
    public static BadPolicy InNext(string name, string right, string wrong, int line, string says, string effective = "2026-12-01T00:00:00Z") =>
        new(name, "worker-privacy/1.1/version.yml", line, says, p => p.WithDraft("1.1", effective).Change(p.PathOf("1.1", "version.yml"), right, wrong));
}
