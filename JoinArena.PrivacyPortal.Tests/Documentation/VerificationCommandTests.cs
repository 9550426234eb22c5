namespace JoinArena.PrivacyPortal.Tests.Documentation;

/// <summary>The commands by which anyone checks the log, and its operator more of it, run as they are written.</summary>
[Trait("Speed", "slow")]
public sealed class VerificationCommandTests(InstalledPortal portal) : IClassFixture<InstalledPortal>
{
    [Fact]
    public async Task The_log_and_a_proof_are_checked_with_the_documented_commands()
    {
        await portal.StartAsync();
        using var anyone = new HttpClient { BaseAddress = portal.Url };
        await portal.WaitForCheckpointAsync();
        await SaveAsync("key", await anyone.GetStringAsync(new Uri("/ledger/key", UriKind.Relative)));
        await SaveAsync(
            "mine.tlog-proof",
            await anyone.GetStringAsync(new Uri("/policy/1.0/proof?lang=en", UriKind.Relative))
        );

        (await portal.RunScriptAsync(MarkdownFile.ReadCommands("docs/verification.md", "log"))).ShouldContain(
            "It continues the earlier checkpoint."
        );
        (await portal.RunScriptAsync(MarkdownFile.ReadCommands("docs/verification.md", "log-go"))).ShouldContain(
            "accepted: 4 entries"
        );
        (await portal.RunScriptAsync(MarkdownFile.ReadCommands("docs/verification.md", "proof"))).ShouldContain(
            "f12ca743e37d6f552781d65b2ba53904b9fdeb7cd0b6372b00942c86d48c1c97"
        );
        var own = await portal.RunScriptAsync(MarkdownFile.ReadCommands("docs/verification.md", "log-own"));
        own.ShouldContain("The log is intact.");
        own.ShouldContain("4 entries are in");
        File.Exists(Path.Combine(portal.Folder, "log-copy", "checkpoint")).ShouldBeTrue();
    }

    private Task SaveAsync(string name, string content) =>
        File.WriteAllTextAsync(Path.Combine(portal.Folder, name), content);
}
