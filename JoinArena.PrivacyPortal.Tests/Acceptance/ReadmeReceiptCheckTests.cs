using System.Diagnostics;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Acceptance;

/// <summary>The commands of the README, run as they stand there.</summary>
public sealed class ReadmeReceiptCheckTests(Portal portal) : IClassFixture<Portal>, IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("jpp-receipt-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task A_receipt_is_checked_with_a_shell_and_openssl()
    {
        var given = await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0"));
        var worker = await portal.SignInAsync(given.Email);
        await (await worker.GoToAsync("/acceptances")).FollowAsync("See what we recorded: Version 1.0");
        await SaveAsync(
            "receipt.note",
            await (await worker.FetchAsync($"{worker.Path}/receipt.note")).Content.ReadAsStringAsync()
        );
        await SaveAsync("key", await (await worker.FetchAsync("/ledger/key")).Content.ReadAsStringAsync());

        (await RunAsync()).ShouldBe((0, "Signature Verified Successfully"));
        (await ReadAsync("receipt.json")).ShouldBe(
            await (await worker.FetchAsync($"{worker.Path}/receipt.json")).Content.ReadAsStringAsync() + "\n"
        );

        await SaveAsync(
            "receipt.note",
            (await ReadAsync("receipt.note")).Replace(
                "\"version\":\"1.0\"",
                "\"version\":\"1.1\"",
                StringComparison.Ordinal
            )
        );
        (await RunAsync()).ShouldBe((1, "Signature Verification Failure"));
    }

    private async Task<(int ExitCode, string Said)> RunAsync()
    {
        var readme = await File.ReadAllTextAsync(Repository.GetPath("README.md"));
        var script = readme.Split("<!-- check-receipt -->")[1].Split("```")[1];
        var shell = InstalledProgram.Find(["sh"], ["/bin", "/usr/bin"], "A POSIX shell with openssl 3 or newer.");
        using var process = Process.Start(
            new ProcessStartInfo(shell, ["-c", script])
            {
                WorkingDirectory = _directory.FullName,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said.Trim());
    }

    private Task SaveAsync(string name, string content) =>
        File.WriteAllTextAsync(Path.Combine(_directory.FullName, name), content);

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(Path.Combine(_directory.FullName, name));
}
