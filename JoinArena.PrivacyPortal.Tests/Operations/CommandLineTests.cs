// Over 250 lines: one test for each command and each wrong use of it.
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using JoinArena.PrivacyPortal.Tests.Policies;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Operations;

public sealed class CommandLineTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string> s_nothingSet = [];
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("jpp-cli-");

    // Commands work on a portal that is there.
    public Task InitializeAsync() => SqliteDatabase.WriteMigratedAsync(Path.Combine(_data.FullName, "portal.db"));

    public Task DisposeAsync()
    {
        _data.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_command_in_a_folder_without_a_portal_fails_names_the_folder_and_creates_nothing()
    {
        var elsewhere = Path.Combine(_data.FullName, "elsewhere");
        var file = Path.Combine(_data.FullName, "copy");

        var (exitCode, output, errors) = await PortalProcess.RunAsync(elsewhere, s_nothingSet, "backup", file);

        exitCode.ShouldBe(1);
        output.ShouldBeEmpty();
        errors.ShouldContain($"There is no portal in '{elsewhere}'");
        Directory.Exists(elsewhere).ShouldBeFalse();
        File.Exists(file).ShouldBeFalse();
    }

    [Fact]
    public async Task A_backup_says_what_it_holds_and_how_large_it_is()
    {
        var file = Path.Combine(_data.FullName, "copy");

        var (exitCode, output, errors) = await PortalProcess.RunAsync(_data.FullName, s_nothingSet, "backup", file);

        exitCode.ShouldBe(0, errors);
        output
            .Trim()
            .ShouldBe(
                $"The backup of {_data.FullName} (SQLite, {Path.Combine(_data.FullName, "portal.db")}) is in {file}: "
                    + $"0 ledger entries, {new FileInfo(file).Length} bytes, with backup.json, database. "
                    + "It was read back and is complete."
            );
    }

    [Fact]
    public async Task The_team_is_listed_with_its_roles_and_factors()
    {
        var (_, link, line) = await PortalProcess.RunAsync(
            _data.FullName,
            s_nothingSet,
            "staff",
            "add",
            "kim@joinarena.example",
            "--role",
            "officer"
        );
        Uri.TryCreate(link.Trim(), UriKind.Absolute, out _).ShouldBeTrue(link);
        line.ShouldContain("role-given succeeded");
        line.ShouldNotContain("kim");

        var (_, list, _) = await PortalProcess.RunAsync(_data.FullName, s_nothingSet, "staff", "list");

        list.Trim().ShouldBe("kim@joinarena.example\tofficer\tno second factor\tnever signed in\tinvited");
    }

    [Theory]
    [InlineData("Portal__Database__Provider", "Oracle")]
    [InlineData("Portal__Database__Provider", "1")]
    [InlineData("Portal__PoliciesDirectory", "/nowhere")]
    [InlineData("Portal__Limits__CredentialsPerMinute", "many")]
    [InlineData("ConnectionStrings__Portal", "Nonsense=yes")]
    [InlineData("ASPNETCORE_URLS", "nowhere")]
    public async Task A_wrong_setting_stops_the_start_with_one_line_that_names_it(string setting, string value)
    {
        var (exitCode, _, errors) = await PortalProcess.RunAsync(
            _data.FullName,
            new Dictionary<string, string> { [setting] = value }
        );

        exitCode.ShouldBe(78);
        errors.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain(setting);
        errors.ShouldContain("for example");
    }

    [Fact]
    public async Task Started_from_another_directory_it_reads_its_own_settings_and_relative_paths_start_at_itself()
    {
        await File.WriteAllTextAsync(Path.Combine(_data.FullName, "appsettings.json"), "another program's");
        var name = $"data-{Guid.NewGuid():N}";
        var beside = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, name));
        try
        {
            await SqliteDatabase.WriteMigratedAsync(Path.Combine(beside.FullName, "portal.db"));

            var (exitCode, _, errors) = await PortalProcess.RunInAsync(_data.FullName, name, "keys", "list");

            exitCode.ShouldBe(0, errors);
            Directory.Exists(Path.Combine(_data.FullName, name)).ShouldBeFalse();
        }
        finally
        {
            beside.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_subscriber_is_added_listed_given_a_new_secret_and_removed_from_the_command_line()
    {
        var (exitCode, added, _) = await PortalCommand.RunAsync(
            _data.FullName,
            s_nothingSet,
            "webhooks",
            "add",
            "--url",
            "https://platform.example/hooks",
            "--type",
            "com.joinarena.acceptance.recorded.v1"
        );
        exitCode.ShouldBe(0);
        var (id, secret) = (added.Trim().Split('\t')[0], added.Trim().Split('\t')[1]);
        secret.ShouldStartWith("whsec_");

        var (_, list, _) = await PortalCommand.RunAsync(_data.FullName, s_nothingSet, "webhooks", "list");
        list.ShouldContain($"{id}\thttps://platform.example/hooks\tcom.joinarena.acceptance.recorded.v1");
        list.ShouldNotContain("whsec_");
        var (_, rotated, _) = await PortalCommand.RunAsync(_data.FullName, s_nothingSet, "webhooks", "rotate", id);
        rotated.Trim().ShouldStartWith("whsec_");
        rotated.Trim().ShouldNotBe(secret);
        (await PortalCommand.RunAsync(_data.FullName, s_nothingSet, "webhooks", "remove", id)).ExitCode.ShouldBe(0);
        (await PortalCommand.RunAsync(_data.FullName, s_nothingSet, "webhooks", "remove", id)).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_subscriber_with_a_private_address_is_not_added()
    {
        var (exitCode, _, errors) = await PortalCommand.RunAsync(
            _data.FullName,
            s_nothingSet,
            "webhooks",
            "add",
            "--url",
            "https://10.0.0.1/hooks",
            "--type",
            "com.joinarena.acceptance.recorded.v1"
        );
        exitCode.ShouldBe(2);
        errors.ShouldContain("--url");
    }

    [Fact]
    public async Task A_database_that_does_not_answer_stops_the_start_with_one_line()
    {
        var (exitCode, _, errors) = await PortalProcess.RunAsync(
            _data.FullName,
            new Dictionary<string, string>
            {
                ["Portal__Database__Provider"] = "Postgres",
                ["ConnectionStrings__Portal"] = "Host=127.0.0.1;Port=1;Database=portal;Username=portal;Timeout=2",
            }
        );

        exitCode.ShouldBe(78);
        errors.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain("PostgreSQL does not answer");
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_written_stops_the_start_with_one_line()
    {
        var file = Path.Combine(_data.FullName, "file");
        await File.WriteAllTextAsync(file, "");

        var (exitCode, _, errors) = await PortalProcess.RunAsync(Path.Combine(file, "data"), s_nothingSet);

        exitCode.ShouldBe(78);
        errors.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain("Portal__DataDirectory");
    }

    [Fact]
    public async Task An_address_in_use_stops_the_start_with_one_line()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var (exitCode, _, errors) = await PortalProcess.RunAsync(
            _data.FullName,
            new Dictionary<string, string> { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}" }
        );

        exitCode.ShouldBe(78);
        errors.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain("ASPNETCORE_URLS");
    }

    [Theory]
    [InlineData("polices", "check")]
    [InlineData("keys", "create")]
    [InlineData("keys", "create", "--name", "x", "--scope", "workers:destroy")]
    [InlineData("deadlines", "DE", "tomorrow")]
    [InlineData("deadlines", "DE", "01/02/2027")]
    [InlineData("deadlines", "DE", "2027-01-31T22:30:00")]
    [InlineData("deadlines", "DE", "9999-12-31T00:00:00Z")]
    [InlineData("deadlines", "DE", "1999-12-31")]
    [InlineData("deadlines", "DE", "2101-01-01T00:00:00Z")]
    [InlineData("deadlines", "EU", "2027-01-31")]
    [InlineData("deadlines", "DE", "2027-01-31", "--job", "Illinois")]
    [InlineData("keys", "create", "--name", "x", "--scope", "workers:read", "--expires", "31.12.2027")]
    [InlineData("keys", "create", "--name", "x", "--scope", "workers:read", "--expires", "2027-12-31T00:00:00")]
    public async Task Wrong_arguments_are_a_usage_error(params string[] arguments)
    {
        var (exitCode, _, errors) = await PortalProcess.RunAsync(_data.FullName, s_nothingSet, arguments);

        exitCode.ShouldBe(2);
        errors.Trim().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_key_is_printed_once_listed_without_its_secret_and_revoked()
    {
        var (made, key, _) = await PortalCommand.RunAsync(
            _data.FullName,
            s_nothingSet,
            "keys",
            "create",
            "--name",
            "platform",
            "--scope",
            "workers:write",
            "workers:read"
        );
        made.ShouldBe(0);
        key.Trim().ShouldStartWith("jpp_");

        var (_, list, _) = await PortalCommand.RunAsync(_data.FullName, s_nothingSet, "keys", "list");
        list.ShouldContain("platform");
        list.ShouldContain("workers:write workers:read");
        list.ShouldNotContain(key.Trim());

        (await PortalCommand.RunAsync(_data.FullName, s_nothingSet, "keys", "revoke", "platform")).ExitCode.ShouldBe(0);
        (await PortalCommand.RunAsync(_data.FullName, s_nothingSet, "keys", "revoke", "platform")).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_command_that_reads_no_policy_works_while_the_policies_are_missing()
    {
        var missing = new Dictionary<string, string> { ["Portal__PoliciesDirectory"] = "/nowhere" };

        var (exitCode, _, errors) = await PortalCommand.RunAsync(_data.FullName, missing, "keys", "list");

        exitCode.ShouldBe(0, errors);
        errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_shipped_policies_pass_their_check()
    {
        var (exitCode, output, _) = await PortalProcess.RunAsync(
            _data.FullName,
            s_nothingSet,
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
            _data.FullName,
            s_nothingSet,
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
            ]);
    }

    [Fact]
    public async Task A_version_is_checked_and_published_from_the_command_line_and_a_repeat_changes_nothing()
    {
        using var policies = new TemporaryPolicies();
        policies.WithDraft("1.1");

        var (_, first, _) = await PortalProcess.RunAsync(
            _data.FullName,
            s_nothingSet,
            "policies",
            "publish",
            "1.1",
            policies.Root
        );
        var (exitCode, second, _) = await PortalProcess.RunAsync(
            _data.FullName,
            s_nothingSet,
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
    public async Task A_text_changed_together_with_its_hash_stops_the_start_with_one_line_that_names_it()
    {
        using var policies = new TemporaryPolicies();
        var settings = new Dictionary<string, string> { ["Portal__PoliciesDirectory"] = policies.Root };
        using (var serving = PortalProcess.Start(_data.FullName, settings))
        {
            while (
                await serving.StandardOutput.ReadLineAsync() is { } line
                && !line.StartsWith("The portal is at", StringComparison.Ordinal)
            ) { }
            serving.Kill(entireProcessTree: true);
            await serving.WaitForExitAsync();
        }

        policies.ChangeTextAndHash("may be sent to external", "will be sent to external");
        var (exitCode, _, errors) = await PortalProcess.RunAsync(_data.FullName, settings);

        exitCode.ShouldBe(78);
        errors
            .Trim()
            .Split('\n')
            .ShouldHaveSingleItem()
            .ShouldStartWith($"{policies.Text}:1: it is not the text that was first served on ");
    }

    [Fact]
    public async Task An_example_is_published_in_a_demo_only()
    {
        var demo = new Dictionary<string, string> { ["Portal__Demo__Enabled"] = "true" };

        (
            await PortalCommand.RunAsync(_data.FullName, s_nothingSet, "demo", "publish", "2.0")
        ).ShouldSatisfyAllConditions(
            r => r.ExitCode.ShouldBe(78),
            r => r.Errors.ShouldStartWith("Portal__Demo__Enabled: examples can be published only in a demo")
        );
        (
            await PortalCommand.RunAsync(
                _data.FullName,
                demo,
                "demo",
                "publish",
                "1.1",
                "--effective",
                "2030-01-01T00:00:00Z"
            )
        ).Output.ShouldStartWith("Published worker-privacy/1.1/en.md, worker-privacy/1.1/es.md.");
        (await PortalCommand.RunAsync(_data.FullName, demo, "demo", "publish", "9.9")).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_deadline_is_printed_with_its_explanation()
    {
        var (exitCode, output, _) = await PortalProcess.RunAsync(
            _data.FullName,
            s_nothingSet,
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
