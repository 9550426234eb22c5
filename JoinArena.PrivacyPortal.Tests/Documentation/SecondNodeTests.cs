using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Documentation;

/// <summary>The recipes for more than one machine, run as they are written.</summary>
[Trait("Speed", "slow")]
public sealed class SecondNodeTests(InstalledPortal portal) : IClassFixture<InstalledPortal>, IAsyncLifetime
{
    private const string Start =
        "Portal__DataDirectory=/srv/data Portal__Database__Migrate=Wait ./JoinArena.PrivacyPortal";

    private string _connection = "";

    public async Task InitializeAsync()
    {
        _connection = await (await PostgresCluster.GetRunningAsync()).CreateDatabaseAsync();
        portal.Settings["Portal__Database__Provider"] = "Postgres";
        portal.Settings["ConnectionStrings__Portal"] = _connection;
    }

    public async Task DisposeAsync()
    {
        await portal.KillAsync();
        await (await PostgresCluster.GetRunningAsync()).DropDatabaseAsync(_connection);
    }

    [Fact]
    public async Task A_second_node_starts_with_copied_keys_and_the_log_is_copied_to_a_bucket()
    {
        portal.Settings["Portal__DataDirectory"] = At("first");
        await portal.StartAsync();
        var checkpoint = await portal.WaitForCheckpointAsync();
        var key = await ReadAsync("/ledger/key");
        var witnessKey = await ReadAsync("/ledger/witness/key");
        await portal.KillAsync();
        using var retired = NoteKey.Create(key.Split('+')[0]);
        await File.WriteAllTextAsync(At("first/ledger/retired.keys"), $"{retired.Verifier}\n");

        var commands = MarkdownFile.ReadCommands("docs/operations.md", "second-node").Trim().Split('\n');
        commands[^1].ShouldBe(Start);
        await portal.RunScriptAsync(string.Join('\n', commands[..^1]));
        portal.Settings["Portal__DataDirectory"] = At("data");
        portal.Settings["Portal__Database__Migrate"] = "Wait";
        await portal.StartAsync();
        (await ReadAsync("/ledger/key")).ShouldBe(key);
        (await ReadAsync("/ledger/keys")).ShouldBe($"{key}{retired.Verifier}\n");
        (await ReadAsync("/ledger/witness/key")).ShouldBe(witnessKey);

        Directory.CreateDirectory(At("bucket"));
        await portal.RunScriptAsync(MarkdownFile.ReadCommands("docs/operations.md", "log-mirror"));
        (await File.ReadAllTextAsync(At("bucket/checkpoint"))).Split('\n')[..3].ShouldBe(checkpoint.Split('\n')[..3]);
        (await File.ReadAllTextAsync(At("bucket/key"))).ShouldBe(key);
        Directory.GetFiles(At("bucket/tile"), "*", SearchOption.AllDirectories).ShouldNotBeEmpty();
    }

    private string At(string name) => Path.Combine(portal.Folder, name);

    private async Task<string> ReadAsync(string address)
    {
        using var anyone = new HttpClient { BaseAddress = portal.Url };
        return await anyone.GetStringAsync(new Uri(address, UriKind.Relative));
    }
}
