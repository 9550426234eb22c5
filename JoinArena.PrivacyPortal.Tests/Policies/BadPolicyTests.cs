using System.Text;
using JoinArena.PrivacyPortal.Policies.Publishing;

namespace JoinArena.PrivacyPortal.Tests.Policies;

/// <summary>
/// Everything that can be wrong with the files, and what is said about it: which file, which line, what, and how to
/// mend it.
/// </summary>
public sealed class BadPolicyTests : IDisposable
{
    private static readonly Dictionary<string, BadPolicy> s_cases = BadPolicies.All.ToDictionary(
        c => c.Name,
        StringComparer.Ordinal
    );

    private readonly TemporaryPolicies _policies = new();

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    public void Dispose() => _policies.Dispose();

    [Theory, MemberData(nameof(Cases))]
    public void Every_fault_is_reported_with_its_file_and_line_and_how_to_fix_it(string name)
    {
        var bad = s_cases[name];
        bad.Spoil(_policies);

        var findings = _policies.Check();

        var file = Path.GetFullPath(Path.Combine(_policies.Root, bad.File));
        findings.ShouldContain(
            f => f.File == file && f.Line == bad.Line && f.Problem.Contains(bad.Says, StringComparison.Ordinal),
            string.Join('\n', findings)
        );
        findings.ShouldAllBe(f => f.Fix.Length > 0 && f.Problem.Length < 400);
        findings.Count.ShouldBeLessThan(25, "what follows from one fault is not told as many");
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_policy_that_fails_its_check_is_not_published_and_the_records_stay_unchanged(string name)
    {
        var lockFile = File.ReadAllBytes(_policies.LockFile);
        s_cases[name].Spoil(_policies);
        if (name.StartsWith("lock:", StringComparison.Ordinal))
            lockFile = File.ReadAllBytes(_policies.LockFile);

        var said = PolicyPublication.Publish(_policies.Root, "1.0");

        // What is wrong with these is that they are not published, or it is found only where they are.
        if (name is "lock: a draft that nobody published")
            said.Findings.ShouldBeEmpty();
        else
            said.Findings.ShouldNotBeEmpty();
        said.Recorded.ShouldBeEmpty();
        File.ReadAllBytes(_policies.LockFile).ShouldBe(lockFile);
    }

    [Fact]
    public void The_table_has_more_than_fifty_faulty_policies() => s_cases.Count.ShouldBeGreaterThan(50);
}

/// <param name="Name">What is wrong, in words.</param>
/// <param name="File">Where it is told, from the policies folder.</param>
/// <param name="Line">At which line.</param>
/// <param name="Says">Words of the finding.</param>
/// <param name="Spoil">Makes it so.</param>
internal sealed record BadPolicy(string Name, string File, int Line, string Says, Action<TemporaryPolicies> Spoil)
{
    private const string Yaml = "worker-privacy/1.0/version.yml",
        Text = "worker-privacy/1.0/en.md";

    /// <summary>A fault in version.yml, made by replacing words.</summary>
    public static BadPolicy InYaml(string name, string right, string wrong, int line, string says) =>
        new(name, Yaml, line, says, p => p.Replace(p.VersionFile, right, wrong));

    /// <summary>version.yml with other content.</summary>
    public static BadPolicy AsYaml(string name, string content, int line, string says) =>
        new(name, Yaml, line, says, p => System.IO.File.WriteAllText(p.VersionFile, content, new UTF8Encoding(false)));

    /// <summary>A fault in the text, made by replacing words.</summary>
    public static BadPolicy InText(string name, string right, string wrong, int line, string says) =>
        new(name, Text, line, says, p => p.Replace(p.Text, right, wrong));

    /// <summary>Something added at the end of the text, which has 14 lines: it is on line 16.</summary>
    public static BadPolicy AfterText(string name, string added, string says) =>
        new(name, Text, 16, says, p => System.IO.File.AppendAllText(p.Text, $"\n{added}\n"));

    /// <summary>The text with other bytes.</summary>
    public static BadPolicy AsText(string name, Func<byte[], byte[]> change, int line, string says) =>
        new(
            name,
            Text,
            line,
            says,
            p => System.IO.File.WriteAllBytes(p.Text, change(System.IO.File.ReadAllBytes(p.Text)))
        );

    /// <summary>A fault between version 1.0 and a draft that follows it.</summary>
    public static BadPolicy InNext(
        string name,
        string right,
        string wrong,
        int line,
        string says,
        string effective = "2026-12-01T00:00:00Z"
    ) =>
        new(
            name,
            "worker-privacy/1.1/version.yml",
            line,
            says,
            p => p.WithDraft("1.1", effective).Replace(p.PathOf("1.1", "version.yml"), right, wrong)
        );
}
