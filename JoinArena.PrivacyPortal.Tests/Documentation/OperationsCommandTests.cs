using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Documentation;

/// <summary>The commands for operators of the portal, run as they are written.</summary>
[Trait("Speed", "slow")]
public sealed partial class OperationsCommandTests(InstalledPortal portal)
    : IAsyncLifetime,
        IClassFixture<InstalledPortal>
{
    public Task InitializeAsync()
    {
        // Each test has data of its own; the program is the same.
        portal.Settings.Clear();
        portal.Settings["Portal__DataDirectory"] = NewFolder();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => portal.KillAsync();

    [Fact]
    public void The_portal_is_published_as_these_tests_publish_it()
    {
        var commands = MarkdownFile.ReadCommands("docs/operations.md", "publish").Trim().Split('\n');

        // What is published here is what the tests were built from; all else is the same.
        commands[0].ShouldBe("dotnet publish JoinArena.PrivacyPortal -c Release -o /srv/portal");
        commands[1]
            .ShouldStartWith("cd /srv/portal && ASPNETCORE_URLS=http://localhost:5080 ./JoinArena.PrivacyPortal");
    }

    [Fact]
    public async Task The_first_administrator_gets_a_link()
    {
        await portal.StartAsync();
        // Beside the link, what was done is logged.
        var link = (await portal.RunScriptAsync(MarkdownFile.ReadCommands("docs/operations.md", "staff"))).Split('\n')[
            0
        ];

        Uri.TryCreate(link, UriKind.Absolute, out var address).ShouldBeTrue(link);
        address!.AbsolutePath.ShouldStartWith("/account/");
    }

    [Fact]
    public async Task The_table_of_commands_lists_what_help_lists()
    {
        var help = await portal.RunScriptAsync(MarkdownFile.ReadCommands("docs/operations.md", "verbs"));
        var verbs = VerbsInHelp().Matches(help.Split("Commands:")[1]).Select(m => m.Groups["verb"].Value);

        var table = File.ReadAllText(Repository.GetPath("docs/operations.md")).Split("| verb |")[1].Split("\n\n")[0];
        var documented = VerbsInTable().Matches(table).Select(m => m.Groups["verb"].Value);
        documented.Distinct().Order().ShouldBe(verbs.Order());
    }

    [Fact]
    public async Task A_healthy_portal_is_backed_up_while_it_serves_and_restored_while_it_is_stopped()
    {
        var commands = MarkdownFile.ReadCommands("docs/operations.md", "backup").Trim().Split('\n');
        commands.Length.ShouldBe(3);
        await portal.StartAsync();
        await portal.WaitForCheckpointAsync();
        (await portal.RunScriptAsync(MarkdownFile.ReadCommands("docs/operations.md", "health"))).ShouldStartWith(
            "HealthyHealthy"
        );
        await portal.RunScriptAsync(commands[0]);
        await portal.KillAsync();

        portal.Settings["Portal__DataDirectory"] = NewFolder();
        (await portal.RunScriptAsync(commands[1])).ShouldContain("Restored.");
        (await portal.RunScriptAsync(commands[2])).ShouldContain("The earlier file was moved to");
    }

    [Fact]
    public async Task The_logs_key_is_replaced_in_two_steps_and_a_new_log_is_begun()
    {
        var commands = MarkdownFile.ReadCommands("docs/operations.md", "rotate-key").Trim().Split('\n');
        commands.Length.ShouldBe(2);
        await portal.StartAsync();
        await portal.WaitForCheckpointAsync();
        var before = await ReadAsync("/ledger/key");
        await portal.KillAsync();

        var made = (await portal.RunScriptAsync(commands[0])).Split('\n')[0];
        await portal.StartAsync();
        (await ReadAsync("/ledger/key")).Trim().ShouldBe(made);
        (await ReadAsync("/ledger/keys")).Trim().Split('\n').ShouldBe([made, before.Trim()]);
        await portal.KillAsync();

        (await portal.RunScriptAsync(commands[1])).ShouldContain("The earlier key is destroyed.");
        await BeginNewLogAsync(oldKey: made);
    }

    private async Task BeginNewLogAsync(string oldKey)
    {
        // The log's name is not an address of the portal.
        var commands = MarkdownFile.ReadCommands("docs/operations.md", "begin-anew");
        commands.ShouldContain(" privacy.example.com/ledger/2 ");
        var output = await portal.RunScriptAsync(commands);

        output.ShouldContain("privacy.example.com/ledger/2+");
        File.Exists(Path.Combine(portal.Folder, "old-log", "checkpoint")).ShouldBeTrue();
        portal.Settings["Portal__Ledger__Origin"] = "privacy.example.com/ledger/2";
        await portal.StartAsync();
        await portal.WaitForCheckpointAsync();
        (await ReadAsync("/ledger/checkpoint")).ShouldStartWith("privacy.example.com/ledger/2\n");
        // A proof of the old log can still be checked.
        (await ReadAsync("/ledger/keys"))
            .Split('\n')
            .ShouldContain(oldKey);
    }

    private string NewFolder() => Path.Combine(portal.Folder, Guid.CreateVersion7().ToString("N"));

    private async Task<string> ReadAsync(string address)
    {
        using var anyone = new HttpClient { BaseAddress = portal.Url };
        return await anyone.GetStringAsync(new Uri(address, UriKind.Relative));
    }

    [GeneratedRegex(@"^  (?<verb>[a-z]+) ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex VerbsInHelp();

    [GeneratedRegex(
        @"(^\||,) `(?<verb>[a-z]+)( [a-z-]+)?`(?=[^|]*\|[^|]*\|$)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex VerbsInTable();
}
