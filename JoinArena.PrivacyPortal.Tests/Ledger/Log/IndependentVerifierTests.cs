using System.Diagnostics;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Log.Reading;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Proofs;
using JoinArena.PrivacyPortal.Ledger.Tree;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Log;

/// <summary>
/// Logs checked with another project's verifier: Go's golang.org/x/mod/sumdb, which checks Go's own module mirror. It
/// accepts the running portal's log and an exported copy on any web server, and rejects forged copies.
/// </summary>
public sealed class IndependentVerifierTests(Portal portal) : IClassFixture<Portal>, IAsyncLifetime
{
    private const string Debian = "/usr/share/gocode";
    private static readonly Lazy<Task<string>> s_verifier = new(() => Task.Run(BuildAsync));

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("jpp-verifier-");
    private LedgerLog _log = null!;
    private PortalKey _key = null!;

    private string Copy => Path.Combine(_directory.FullName, "copy");

    private string Earlier => Path.Combine(_directory.FullName, "earlier");

    public async Task InitializeAsync()
    {
        _log = portal.Services.GetRequiredService<LedgerLog>();
        _key = portal.Services.GetRequiredService<PortalKey>();
        await AppendAsync(300);
        await File.WriteAllTextAsync(Earlier, await PublishedAsync());
        await AppendAsync(410);
        await PublishedAsync();
        await new LogExport(_log, _key).WriteAsync(Copy, CancellationToken.None);
    }

    public Task DisposeAsync()
    {
        _directory.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_verifier_accepts_the_running_portals_log_and_its_continuation_of_an_earlier_checkpoint()
    {
        var (code, output) = await VerifyAsync(new Uri(portal.Url, "ledger"), Earlier);

        code.ShouldBe(0, output);
        output.ShouldBe($"accepted: {(await _log.GetStatusAsync(CancellationToken.None)).Published} entries\n");
    }

    [Fact]
    public async Task The_verifier_accepts_each_proof_file_and_none_that_was_changed()
    {
        await using var db = await portal
            .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
            .CreateDbContextAsync();
        var proofs = portal.Services.GetRequiredService<LedgerProofs>();
        var file = Path.Combine(_directory.FullName, "mine.tlog-proof");
        foreach (var index in new long[] { 0, 299, 300, 555 })
        {
            var entry = (await db.FindEntryIdAsync(index, CancellationToken.None)).ShouldNotBeNull();
            var found = await proofs.CreateProofAsync(entry, "w-1", CancellationToken.None);
            var proof = (found.IsSuccess ? found : await proofs.CreatePublicProofAsync(entry, CancellationToken.None))
                .Value.ShouldNotBeNull()
                .ToString();
            await File.WriteAllTextAsync(file, proof);
            var (code, output) = await RunAsync("-proof", file, "-vkey", _key.Verifier.ToString());
            (code, output.StartsWith("accepted: {\"", StringComparison.Ordinal)).ShouldBe((0, true), output);

            var lines = proof.Split('\n');
            foreach (var changed in new[] { 1, 3, lines.Length - 4 })
            {
                var at = lines[changed].Length - 9;
                string[] forged = [.. lines];
                forged[changed] = string.Concat(
                    lines[changed].AsSpan(0, at),
                    lines[changed][at] == 'A' ? "B" : "A",
                    lines[changed].AsSpan(at + 1)
                );
                await File.WriteAllTextAsync(file, string.Join('\n', forged));
                (await RunAsync("-proof", file, "-vkey", _key.Verifier.ToString())).Code.ShouldBe(1, $"line {changed}");
            }
        }
    }

    [Fact]
    public async Task The_verifier_accepts_an_exported_copy_and_refuses_every_forged_one()
    {
        await using var server = Serve(Copy);
        await server.StartAsync();
        var address = new Uri(server.Urls.First());
        (await VerifyAsync(address, Earlier)).ShouldBe(
            (0, $"accepted: {(await _log.GetStatusAsync(CancellationToken.None)).Published} entries\n")
        );

        // A changed entry, a changed hash, another history signed by the same key, one signed by another key, and one
        // that is shorter than before.
        await RefusesAsync("tile/entries/001", bytes => bytes[200] ^= 1, "entry");
        await RefusesAsync("tile/0/001", bytes => bytes[40] ^= 1, "");
        var note = await File.ReadAllTextAsync(Path.Combine(Copy, "checkpoint"));
        var size = Checkpoint.Open(note, _key.Verifier).Value!.Size;
        await RefusesAsync($"tile/1/000.p/{size >> 8}", bytes => bytes[40] ^= 1, "");
        using var other = NoteKey.Create(_key.Origin);
        foreach (
            var forged in new[]
            {
                _key.Sign(new Checkpoint(_key.Origin, size, TreeHash.HashLeaf([1])).Text).ToString(),
                SignedNote.Sign(SignedNote.Parse(note).Value!.Text, other).ToString(),
                _key.Sign(new Checkpoint(_key.Origin, 0, TreeHash.Empty).Text).ToString(),
            }
        )
        {
            await File.WriteAllTextAsync(Path.Combine(Copy, "checkpoint"), forged);
            (await VerifyAsync(address, Earlier)).Code.ShouldBe(1);
        }

        async Task RefusesAsync(string path, Action<byte[]> forge, string says)
        {
            var file = Path.Combine(Copy, path);
            var right = await File.ReadAllBytesAsync(file);
            var wrong = await File.ReadAllBytesAsync(file);
            forge(wrong);
            await File.WriteAllBytesAsync(file, wrong);
            var (code, output) = await VerifyAsync(address, Earlier);
            await File.WriteAllBytesAsync(file, right);
            code.ShouldBe(1, path);
            output.ShouldContain($"refused: {says}");
        }
    }

    private Task<(int Code, string Output)> VerifyAsync(Uri url, string since) =>
        RunAsync("-url", url.ToString().TrimEnd('/'), "-vkey", _key.Verifier.ToString(), "-since", since);

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(await s_verifier.Value, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    private async Task AppendAsync(int count)
    {
        await using var db = await portal
            .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
            .CreateDbContextAsync();
        for (var i = 0; i < count; i++)
            await db.Ledger.AppendAsync(new Happened("w-1", DateTimeOffset.UnixEpoch, i), CancellationToken.None);
        await db.SaveChangesAsync();
    }

    // Waits for all entries, because the portal may still be publishing entries from its own start.
    private Task<string> PublishedAsync() =>
        Eventually.FindAsync(
            async () =>
                (await _log.GetStatusAsync(CancellationToken.None)).Published == await CountAsync()
                    ? await _log.ReadCheckpointAsync(CancellationToken.None)
                    : null,
            () => "Not every entry was published."
        );

    private async Task<long> CountAsync()
    {
        await using var db = await portal
            .Services.GetRequiredService<IDbContextFactory<PortalDbContext>>()
            .CreateDbContextAsync();
        return await db.LedgerEntries.LongCountAsync();
    }

    private static WebApplication Serve(string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.UseStaticFiles(
            new StaticFileOptions { FileProvider = new PhysicalFileProvider(folder), ServeUnknownFileTypes = true }
        );
        return server;
    }

    private static async Task<string> BuildAsync()
    {
        const string howToGet =
            "It comes with Go (on Debian: apt-get install golang-go golang-golang-x-mod-dev); run.sh installs it on a fresh machine.";
        var program = Path.Combine(Path.GetTempPath(), $"jpp-log-verifier-{Environment.ProcessId}");
        var start = new ProcessStartInfo(
            InstalledProgram.Find(["go"], ["/usr/lib/go/bin", "/usr/local/go/bin"], howToGet),
            [
                "build",
                "-o",
                program,
                Repository.GetPath("JoinArena.PrivacyPortal.Tests", "Ledger", "verifier", "main.go"),
            ]
        )
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["GO111MODULE"] = "off";
        if (Directory.Exists(Debian))
            start.Environment["GOPATH"] = Debian;
        using var build = Process.Start(start)!;
        var said = await build.StandardError.ReadToEndAsync();
        await build.WaitForExitAsync();
        build.ExitCode.ShouldBe(0, said);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(program);
        return program;
    }

    private sealed record Happened(string Subject, DateTimeOffset At, int Number)
        : LedgerEvent("happened", Subject, At);
}
