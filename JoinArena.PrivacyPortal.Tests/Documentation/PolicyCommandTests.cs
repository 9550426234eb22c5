using JoinArena.PrivacyPortal.Tests.Jurisdictions;
using JoinArena.PrivacyPortal.Tests.Policies;

namespace JoinArena.PrivacyPortal.Tests.Documentation;

/// <summary>The commands for counsel, run as they are written, on a copy of the policies.</summary>
[Trait("Speed", "slow")]
public sealed class PolicyCommandTests : IDisposable
{
    private const string Run = "dotnet run --project JoinArena.PrivacyPortal --";

    private readonly DocumentedShell _shell = new(new("http://localhost:5080"));

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task A_draft_is_checked_and_published()
    {
        using var policies = new TemporaryPolicies();
        policies.WithDraft("1.1");
        Link(policies);

        var commands = MarkdownFile.ReadCommands("policies/README.md", "publish").Trim().Split('\n');
        commands.Length.ShouldBe(2);
        var (exitCode, findings) = await RunOnceAsync(commands[0]);
        (exitCode, findings.Split('\n').Length).ShouldBe((1, 1), findings);
        findings.ShouldContain("'policies publish 1.1'");
        (await RunAsync(commands[1])).ShouldBe("Published worker-privacy/1.1/en.md.");
        (await RunAsync(commands[0])).ShouldBe("No problems found.");
        (await RunAsync(MarkdownFile.ReadCommands("policies/README.md", "hashes"))).ShouldBe(
            "worker-privacy/1.0/en.md: OK\nworker-privacy/1.1/en.md: OK"
        );
    }

    [Fact]
    public async Task A_deadline_is_printed_with_its_explanation()
    {
        (await RunAsync(MarkdownFile.ReadCommands("policies/deletion/README.md", "deadlines"))).ShouldContain(
            "\"dueBy\": \"2027-03-01\""
        );
    }

    [Fact]
    public async Task The_hash_to_sign_a_rule_with_is_the_one_that_the_team_reads_and_the_check_compares()
    {
        Directory.CreateSymbolicLink(Path.Combine(_shell.Folder, "policies"), ReviewedRules.Directory);

        (await RunAsync(MarkdownFile.ReadCommands("policies/README.md", "sign")))
            .Split(' ')[0]
            .ShouldBe(ReviewedRules.Shipped.FindJurisdiction("DE").Laws.Single().Source.SignedSha256);
    }

    private void Link(TemporaryPolicies policies) =>
        Directory.CreateSymbolicLink(Path.Combine(_shell.Folder, "policies"), policies.Root);

    private async Task<string> RunAsync(string commands)
    {
        var (exitCode, output) = await RunOnceAsync(commands);
        exitCode.ShouldBe(0, output);
        return output;
    }

    // What these tests were built from, in the folder of the copy.
    private Task<(int ExitCode, string Output)> RunOnceAsync(string commands) =>
        _shell.RunAsync(
            commands.Replace(Run, "dotnet \"$PROGRAM\"", StringComparison.Ordinal),
            ("PROGRAM", Path.Combine(AppContext.BaseDirectory, "JoinArena.PrivacyPortal.dll"))
        );
}
