using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Log.Reading;
using JoinArena.PrivacyPortal.Operations.Backups;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Operations;

/// <summary>The log as an operator and an outsider check it from the command line, while the portal serves.</summary>
public sealed class LedgerCommandTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly Dictionary<string, string> s_nothingSet = [];

    [Fact]
    public async Task A_log_is_verified_exported_and_backed_up_and_a_flipped_byte_is_named()
    {
        var log = portal.Services.GetRequiredService<LedgerLog>();
        await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0"));
        var earlier = Path.Combine(portal.DataDirectory, "earlier");
        await File.WriteAllTextAsync(earlier, await PublishedAsync(log, 1));
        await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0").WhoseDataWentTo("openai", "OpenAI"));
        await PublishedAsync(log, 3);

        (await RunAsync("ledger", "verify", "--since", earlier))
            .ShouldSucceed()
            .ShouldContain("It continues the earlier checkpoint.");
        (await RunAsync("ledger", "verify", "--url", portal.Url.ToString(), "--since", earlier))
            .ShouldSucceed()
            .ShouldContain(log.Key.ToString());
        var export = Path.Combine(portal.DataDirectory, "export");
        (await RunAsync("ledger", "export", export)).ShouldSucceed();
        (await File.ReadAllTextAsync(Path.Combine(export, "checkpoint"))).ShouldBe(
            await log.ReadCheckpointAsync(CancellationToken.None)
        );
        File.Exists(
                Path.Combine(
                    export,
                    "tile",
                    "entries",
                    "000.p",
                    $"{(await log.GetStatusAsync(CancellationToken.None)).Published}"
                )
            )
            .ShouldBeTrue();
        (await RunProcessAsync("backup", Path.Combine(portal.DataDirectory, "copy"))).ShouldSucceed();
        var (code, _, errors) = await RunProcessAsync("restore", Path.Combine(portal.DataDirectory, "copy"), "--force");
        (code, errors).ShouldBe((1, "the database is in use; stop the portal first\n"));

        await using (
            var db = await portal
                .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
                .CreateDbContextAsync()
        )
        {
            (await db.Set<MadeBackup>().CountAsync()).ShouldBe(1, "an operator is warned when backups stop");
            await db.FlipLeafAsync(1);
        }

        (code, _, errors) = await RunAsync("ledger", "verify");
        code.ShouldBe(1);
        errors.ShouldContain("entry 1:");
    }

    [Theory]
    [InlineData("ledger", "verify", "--since", "/nowhere")]
    [InlineData("ledger", "verify", "--url", "nowhere")]
    [InlineData("ledger", "verify", "--key", "nobody")]
    [InlineData("ledger")]
    [InlineData("backup")]
    public async Task Wrong_arguments_of_the_ledger_commands_are_a_usage_error(params string[] arguments) =>
        (await RunAsync(arguments)).ExitCode.ShouldBe(2);

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        PortalCommand.RunAsync(portal.DataDirectory, s_nothingSet, arguments);

    // A database is in use by another process.
    private Task<(int ExitCode, string Output, string Errors)> RunProcessAsync(params string[] arguments) =>
        PortalProcess.RunAsync(portal.DataDirectory, s_nothingSet, arguments);

    private static async Task<string> PublishedAsync(LedgerLog log, long atLeast) =>
        await Eventually.FindAsync(
            async () =>
                (await log.GetStatusAsync(CancellationToken.None)) is { Pending: 0, Sequenced: 0, Integrated: 0 } status
                && status.Published >= atLeast
                    ? await log.ReadCheckpointAsync(CancellationToken.None)
                    : null,
            () => $"The log never had {atLeast} entries."
        );
}

internal static class ProcessRunExtensions
{
    extension((int ExitCode, string Output, string Errors) run)
    {
        /// <summary>What it printed.</summary>
        public string ShouldSucceed()
        {
            run.ExitCode.ShouldBe(0, run.Errors);
            return run.Output;
        }
    }
}
