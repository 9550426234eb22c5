using System.CommandLine;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace JoinArena.PrivacyPortal.Tests.Operations;

/// <summary>
/// A command that is started from another folder, or without the portal's environment, must not make an empty portal,
/// work on that and report success.
/// </summary>
public sealed class CommandWithoutPortalTests : IDisposable
{
    // Every command that uses the database, with arguments that are right.
    private static readonly Dictionary<string, string> s_commands = new(StringComparer.Ordinal)
    {
        ["backup"] = "file",
        ["demo load"] = "",
        ["demo publish"] = "2.0",
        ["disclosures check"] = "",
        ["keys create"] = "--name x --scope workers:read",
        ["keys list"] = "",
        ["keys revoke"] = "x",
        ["ledger begin-anew"] = "example.com/2 --frozen folder",
        ["ledger export"] = "folder",
        ["ledger rotate-key"] = "",
        ["ledger verify"] = "",
        ["staff add"] = "kim@example.com --role officer",
        ["staff list"] = "",
        ["staff remove"] = "kim@example.com",
        ["staff reset-factor"] = "kim@example.com",
        ["staff sign-out"] = "kim@example.com",
        ["webhooks add"] = "--url https://example.com --type com.joinarena.acceptance.recorded.v1",
        ["webhooks list"] = "",
        ["webhooks remove"] = "019ac3b0-0000-7000-8000-000000000001",
        ["webhooks rotate"] = "019ac3b0-0000-7000-8000-000000000001",
    };

    // They read files alone, ask a running portal, or create the database.
    private static readonly string[] s_others =
    [
        "policies check",
        "policies publish",
        "deadlines",
        "health",
        "migrate",
        "restore",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jpp-no-portal-");

    public static TheoryData<string> Commands => [.. s_commands.Keys];

    private string Missing => Path.Combine(_folder.FullName, "data");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_refuses_a_folder_without_a_portal_and_creates_nothing_there(string command)
    {
        (await RunAsync($"{command} {s_commands[command]}")).ShouldBe(CommandLine.CheckFailed);

        Directory.Exists(Missing).ShouldBeFalse();
    }

    [Fact]
    public async Task An_empty_file_in_the_place_of_the_database_is_no_portal()
    {
        Directory.CreateDirectory(Missing);
        await File.WriteAllBytesAsync(Path.Combine(Missing, "portal.db"), []);

        (await RunAsync("keys list")).ShouldBe(CommandLine.CheckFailed);

        new FileInfo(Path.Combine(Missing, "portal.db")).Length.ShouldBe(0);
    }

    [Fact]
    public void Every_command_of_the_program_is_one_of_those_tested_without_a_portal_or_excepted() =>
        ListCommands(CreateRoot(Compose), "").Order().ShouldBe(s_commands.Keys.Concat(s_others).Order());

    [Fact]
    public async Task A_log_elsewhere_can_be_checked_where_there_is_no_portal()
    {
        var root = CreateRoot(_ => throw new InvalidOperationException("This needs no portal."));

        // Nobody answers there, which is what the check finds.
        (await root.Parse("ledger verify --url http://127.0.0.1:1").InvokeAsync()).ShouldBe(CommandLine.CheckFailed);
    }

    [Fact]
    public async Task A_new_portal_is_created_by_its_own_command_and_then_used()
    {
        (await RunAsync("migrate")).ShouldBe(CommandLine.Done);

        // Past the check it needs the rest of the portal, which is not composed here.
        await Should.ThrowAsync<InvalidOperationException>(() => RunAsync("keys list"));
    }

    private Task<int> RunAsync(string line) =>
        CreateRoot(Compose)
            .Parse(line)
            .InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });

    // The database and nothing else: a refused command comes no further.
    private WebApplication Compose(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Configuration["Portal:DataDirectory"] = Missing;
        builder.AddData();
        return builder.Build();
    }

    private static RootCommand CreateRoot(Func<string[], WebApplication> build)
    {
        var root = new RootCommand();
        new PortalCommands(build).AddTo(root);
        return root;
    }

    private static IEnumerable<string> ListCommands(Command parent, string before) =>
        parent.Subcommands.SelectMany(command =>
            command.Subcommands.Count == 0
                ? [$"{before}{command.Name}"]
                : ListCommands(command, $"{before}{command.Name} ")
        );
}
