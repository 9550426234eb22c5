using System.Text.Json;
using JoinArena.PrivacyPortal.Tests.Policies;

namespace JoinArena.PrivacyPortal.Tests.Operations;

/// <summary>Commands about policies and deadlines.</summary>
public sealed class PolicyCommandLineTests : CommandLineTestBase
{
    [Fact]
    public async Task A_command_that_reads_no_policy_works_while_the_policies_are_missing()
    {
        var missing = new Dictionary<string, string> { ["Portal__PoliciesDirectory"] = "/nowhere" };

        var (exitCode, _, errors) = await PortalCommand.RunAsync(Data.FullName, missing, "keys", "list");

        exitCode.ShouldBe(0, errors);
        errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_shipped_policies_pass_their_check()
    {
        var (exitCode, output, _) = await PortalCommand.RunAsync(
            Data.FullName,
            NothingSet,
            "policies",
            "check",
            Path.Combine(AppContext.BaseDirectory, "policies")
        );

        exitCode.ShouldBe(0, output);
    }

    [Fact]
    public async Task Findings_in_texts_and_rules_are_printed_in_one_form_a_line_each()
    {
        using var policies = new TemporaryPolicies();
        var law = Path.Combine(policies.Root, "deletion", "laws", "EU-GDPR.yml");
        policies
            .Replace(policies.VersionFile, "reviewed: no", "reviewed: maybe")
            .Replace(law, "rolls: yes", "rolls: maybe");

        var (exitCode, output, _) = await PortalProcess.RunAsync(
            Data.FullName,
            NothingSet,
            "policies",
            "check",
            policies.Root
        );

        exitCode.ShouldBe(1);
        output
            .Trim()
            .Split('\n')
            .ShouldBe([
                $"{policies.VersionFile}:7: 'reviewed' is 'maybe': write yes or no",
                $"{law}:12: 'rolls' is 'maybe': write yes or no",
                $"{law}:18: 'rolls' is 'maybe': write yes or no",
                $"{law}:25: 'rolls' is 'maybe': write yes or no",
                $"{law}:45: 'rolls' is 'maybe': write yes or no",
            ]);
    }

    [Fact]
    public async Task A_version_is_checked_and_published_from_the_command_line_and_a_repeat_changes_nothing()
    {
        using var policies = new TemporaryPolicies();
        policies.WithDraft("1.1");

        var (_, first, _) = await PortalCommand.RunAsync(
            Data.FullName,
            NothingSet,
            "policies",
            "publish",
            "1.1",
            policies.Root
        );
        var (exitCode, second, _) = await PortalCommand.RunAsync(
            Data.FullName,
            NothingSet,
            "policies",
            "publish",
            "1.1",
            policies.Root
        );

        (first.Trim(), second.Trim(), exitCode).ShouldBe(
            ("Published worker-privacy/1.1/en.md.", "This version is already published.", 0)
        );
    }

    [Fact]
    public async Task An_example_is_published_in_a_demo_only()
    {
        var demo = new Dictionary<string, string> { ["Portal__Demo__Enabled"] = "true" };

        (await PortalCommand.RunAsync(Data.FullName, NothingSet, "demo", "publish", "2.0")).ShouldSatisfyAllConditions(
            r => r.ExitCode.ShouldBe(78),
            r => r.Errors.ShouldStartWith("Portal__Demo__Enabled: examples can be published only in a demo")
        );
        (
            await PortalCommand.RunAsync(
                Data.FullName,
                demo,
                "demo",
                "publish",
                "1.1",
                "--effective",
                "2030-01-01T00:00:00Z"
            )
        ).Output.ShouldStartWith("Published worker-privacy/1.1/en.md, worker-privacy/1.1/es.md.");
        (await PortalCommand.RunAsync(Data.FullName, demo, "demo", "publish", "9.9")).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_deadline_is_printed_with_its_explanation()
    {
        var (exitCode, output, _) = await PortalCommand.RunAsync(
            Data.FullName,
            NothingSet,
            "deadlines",
            "DE",
            "2027-01-31T22:30:00Z",
            "--job",
            "US-NY",
            "--job",
            "US-IL"
        );

        exitCode.ShouldBe(0);
        using var json = JsonDocument.Parse(output);
        json.RootElement.GetProperty("dueBy").GetString().ShouldBe("2027-03-01");
        output.ShouldContain("US-IL-AIVIA: the answer is due by 2 March 2027");
        json.RootElement.GetProperty("working").GetArrayLength().ShouldBeGreaterThan(1);
    }
}
