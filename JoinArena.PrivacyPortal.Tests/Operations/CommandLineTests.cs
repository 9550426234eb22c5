namespace JoinArena.PrivacyPortal.Tests.Operations;

/// <summary>Commands that an operator gives.</summary>
public sealed class CommandLineTests : CommandLineTestBase
{
    [Fact]
    public async Task A_command_in_a_folder_without_a_portal_fails_names_the_folder_and_creates_nothing()
    {
        var elsewhere = Path.Combine(Data.FullName, "elsewhere");
        var file = Path.Combine(Data.FullName, "copy");

        var (exitCode, output, errors) = await PortalProcess.RunAsync(elsewhere, NothingSet, "backup", file);

        exitCode.ShouldBe(1);
        output.ShouldBeEmpty();
        errors.ShouldContain($"There is no portal in '{elsewhere}'");
        Directory.Exists(elsewhere).ShouldBeFalse();
        File.Exists(file).ShouldBeFalse();
    }

    [Fact]
    public async Task A_backup_says_what_it_holds_and_how_large_it_is()
    {
        var file = Path.Combine(Data.FullName, "copy");

        var (exitCode, output, errors) = await PortalProcess.RunAsync(Data.FullName, NothingSet, "backup", file);

        exitCode.ShouldBe(0, errors);
        output
            .Trim()
            .ShouldBe(
                $"The backup of {Data.FullName} (SQLite, {Path.Combine(Data.FullName, "portal.db")}) is in {file}: "
                    + $"0 ledger entries, {new FileInfo(file).Length} bytes, with backup.json, database. "
                    + "It was read back and is complete."
            );
    }

    [Fact]
    public async Task The_team_is_listed_with_its_roles_and_factors()
    {
        var (_, link, line) = await PortalProcess.RunAsync(
            Data.FullName,
            NothingSet,
            "staff",
            "add",
            "kim@joinarena.example",
            "--role",
            "officer"
        );
        Uri.TryCreate(link.Trim(), UriKind.Absolute, out _).ShouldBeTrue(link);
        line.ShouldContain("role-given succeeded");
        line.ShouldNotContain("kim");

        var (_, list, _) = await PortalCommand.RunAsync(Data.FullName, NothingSet, "staff", "list");

        list.Trim().ShouldBe("kim@joinarena.example\tofficer\tno second factor\tnever signed in\tinvited");
    }

    [Fact]
    public async Task A_subscriber_is_added_listed_given_a_new_secret_and_removed_from_the_command_line()
    {
        var (exitCode, added, _) = await PortalCommand.RunAsync(
            Data.FullName,
            NothingSet,
            "webhooks",
            "add",
            "--url",
            "https://platform.example/hooks",
            "--type",
            "com.joinarena.acceptance.recorded.v1"
        );
        exitCode.ShouldBe(0);
        var id = added.Trim().Split('\t')[0];
        var secret = added.Trim().Split('\t')[1];
        secret.ShouldStartWith("whsec_");

        var (_, list, _) = await PortalCommand.RunAsync(Data.FullName, NothingSet, "webhooks", "list");
        list.ShouldContain($"{id}\thttps://platform.example/hooks\tcom.joinarena.acceptance.recorded.v1");
        list.ShouldNotContain("whsec_");
        var (_, rotated, _) = await PortalCommand.RunAsync(Data.FullName, NothingSet, "webhooks", "rotate", id);
        rotated.Trim().ShouldStartWith("whsec_");
        rotated.Trim().ShouldNotBe(secret);
        (await PortalCommand.RunAsync(Data.FullName, NothingSet, "webhooks", "remove", id)).ExitCode.ShouldBe(0);
        (await PortalCommand.RunAsync(Data.FullName, NothingSet, "webhooks", "remove", id)).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_subscriber_with_a_private_address_is_not_added()
    {
        var (exitCode, _, errors) = await PortalCommand.RunAsync(
            Data.FullName,
            NothingSet,
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
    public async Task A_mistyped_command_ends_the_program_with_a_usage_error()
    {
        var (exitCode, _, errors) = await PortalProcess.RunAsync(Data.FullName, NothingSet, "polices", "check");

        exitCode.ShouldBe(2);
        errors.Trim().ShouldNotBeEmpty();
    }

    [Theory]
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
        var (exitCode, _, errors) = await PortalCommand.RunAsync(Data.FullName, NothingSet, arguments);

        exitCode.ShouldBe(2);
        errors.Trim().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_key_is_printed_once_listed_without_its_secret_and_revoked()
    {
        var (made, key, _) = await PortalCommand.RunAsync(
            Data.FullName,
            NothingSet,
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

        var (_, list, _) = await PortalCommand.RunAsync(Data.FullName, NothingSet, "keys", "list");
        list.ShouldContain("platform");
        list.ShouldContain("workers:write workers:read");
        list.ShouldNotContain(key.Trim());

        (await PortalCommand.RunAsync(Data.FullName, NothingSet, "keys", "revoke", "platform")).ExitCode.ShouldBe(0);
        (await PortalCommand.RunAsync(Data.FullName, NothingSet, "keys", "revoke", "platform")).ExitCode.ShouldBe(1);
    }
}
