using System.Diagnostics;
using System.Runtime.InteropServices;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Operations.Containers;

/// <summary>
/// The published portal in the layout of its container image: another user than root, a read-only file system but for the
/// data directory, no shell. It takes root to make that layout.
/// </summary>
public sealed class ReadOnlyPortal : PublishedPortal
{
    // The user of .NET's images, as deploy/Containerfile names it.
    private const int User = 1654;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Settings["DOTNET_EnableDiagnostics"] = "0";
        Settings["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        Settings["HOME"] = "/";
        // Temporary directories are for their maker alone.
        await RunAsync("chmod", "o+rx", ProgramDirectory, Path.GetDirectoryName(DataDirectory)!);
        await RunAsync("chown", $"{User}:{User}", DataDirectory);
    }

    protected override ProcessStartInfo CreateStart(string program, string[] arguments) =>
        base.CreateStart(
            "unshare",
            [
                "--mount",
                "sh",
                Repository.GetPath("JoinArena.PrivacyPortal.Tests", "Operations/Containers/start-read-only.sh"),
                ProgramDirectory,
                DataDirectory,
                .. arguments,
            ]
        );

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
    }
}
