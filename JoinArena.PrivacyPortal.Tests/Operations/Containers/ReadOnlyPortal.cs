using System.Diagnostics;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Operations.Containers;

/// <summary>
/// The portal in the layout of its container image: the program with the runtime beside it and no other on the machine,
/// another user than root, a read-only file system but for the data directory, no shell. It takes root to make that layout.
/// </summary>
public sealed class ReadOnlyPortal : PublishedPortal
{
    // The user of .NET's images, as deploy/Containerfile names it.
    private const int User = 1654;

    private readonly string _program = Directory.CreateTempSubdirectory("jpp-self-contained-").FullName;

    /// <inheritdoc/>
    public override string ProgramDirectory => _program;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        SelfContainedProgram.Create(base.ProgramDirectory, _program);
        Settings["DOTNET_EnableDiagnostics"] = "0";
        Settings["HOME"] = "/";
        // Temporary directories are for their maker alone.
        await RunAsync("chmod", "o+rx", ProgramDirectory, Path.GetDirectoryName(DataDirectory)!);
        await RunAsync("chown", $"{User}:{User}", DataDirectory);
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_program, recursive: true);
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
                SelfContainedProgram.FindRuntimeRoot(),
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
