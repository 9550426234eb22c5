using System.Net;
using System.Net.Sockets;
using JoinArena.PrivacyPortal.Tests.Policies;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Operations;

/// <summary>What stops the start, in one line that names it.</summary>
public sealed class StartErrorTests : CommandLineTestBase
{
    [Theory]
    [InlineData("Portal__Database__Provider", "Oracle")]
    [InlineData("Portal__Database__Provider", "1")]
    [InlineData("Portal__Limits__CredentialsPerMinute", "many")]
    [InlineData("ConnectionStrings__Portal", "Nonsense=yes")]
    [InlineData("Portal__Oidc__Authority", "demo")]
    public async Task A_wrong_setting_stops_the_start_with_one_line_that_names_it(string setting, string value)
    {
        var (exitCode, _, errors) = await PortalCommand.RunAsync(
            Data.FullName,
            new Dictionary<string, string> { [setting] = value }
        );

        exitCode.ShouldBe(78);
        errors.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain(setting);
        errors.ShouldContain("for example");
    }

    [Theory]
    [InlineData("Portal__PoliciesDirectory", "/nowhere")]
    [InlineData("Portal__PublicUrl", "https://jobs.example.com/privacy?a=b")]
    [InlineData("ASPNETCORE_URLS", "nowhere")]
    public async Task A_wrong_setting_that_only_the_server_reads_stops_the_start_too(string setting, string value)
    {
        var (exitCode, _, errors) = await PortalProcess.RunAsync(
            Data.FullName,
            new Dictionary<string, string> { [setting] = value }
        );

        exitCode.ShouldBe(78);
        errors.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain(setting);
        errors.ShouldContain("for example");
    }

    [Fact]
    public async Task Started_from_another_directory_it_reads_its_own_settings_and_relative_paths_start_at_itself()
    {
        await File.WriteAllTextAsync(Path.Combine(Data.FullName, "appsettings.json"), "another program's");
        var name = $"data-{Guid.NewGuid():N}";
        var beside = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, name));
        try
        {
            await SqliteDatabase.WriteMigratedAsync(Path.Combine(beside.FullName, "portal.db"));

            var (exitCode, _, errors) = await PortalProcess.RunInAsync(Data.FullName, name, "keys", "list");

            exitCode.ShouldBe(0, errors);
            Directory.Exists(Path.Combine(Data.FullName, name)).ShouldBeFalse();
        }
        finally
        {
            beside.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_database_that_does_not_answer_stops_the_start_with_one_line()
    {
        var (exitCode, _, errors) = await PortalCommand.RunAsync(
            Data.FullName,
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
        var file = Path.Combine(Data.FullName, "file");
        await File.WriteAllTextAsync(file, "");

        var (exitCode, _, errors) = await PortalCommand.RunAsync(Path.Combine(file, "data"), NothingSet);

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
            Data.FullName,
            new Dictionary<string, string> { ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}" }
        );

        exitCode.ShouldBe(78);
        errors.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain("ASPNETCORE_URLS");
    }

    [Fact]
    public async Task A_text_changed_together_with_its_hash_stops_the_start_with_one_line_that_names_it()
    {
        using var policies = new TemporaryPolicies();
        var settings = new Dictionary<string, string> { ["Portal__PoliciesDirectory"] = policies.Root };
        using (var serving = PortalProcess.Start(Data.FullName, settings))
        {
            while (
                await serving.StandardOutput.ReadLineAsync() is { } line
                && !line.StartsWith("The portal is at", StringComparison.Ordinal)
            ) { }
            serving.Kill(entireProcessTree: true);
            await serving.WaitForExitAsync();
        }

        policies.ChangeTextAndHash("may be sent to external", "will be sent to external");
        var (exitCode, _, errors) = await PortalProcess.RunAsync(Data.FullName, settings);

        exitCode.ShouldBe(78);
        errors
            .Trim()
            .Split('\n')
            .ShouldHaveSingleItem()
            .ShouldStartWith($"{policies.Text}:1: it is not the text that was first served on ");
    }
}
