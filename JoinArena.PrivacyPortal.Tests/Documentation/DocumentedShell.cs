using System.Diagnostics;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Documentation;

/// <summary>
/// Runs commands of the documentation in a folder of their own, with the addresses and folders that documentation
/// makes up replaced by those of the test.
/// </summary>
internal sealed class DocumentedShell : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("jpp-docs-");
    private readonly Uri _portal;

    /// <param name="portal">The portal that listens where the documentation says.</param>
    public DocumentedShell(Uri portal) => _portal = portal;

    /// <summary>Where the commands run.</summary>
    public string Folder => _directory.FullName;

    public void Dispose() => _directory.Delete(recursive: true);

    /// <summary>Writes a file that the commands expect to be there.</summary>
    public Task SaveAsync(string name, string content) => File.WriteAllTextAsync(Path.Combine(Folder, name), content);

    /// <summary>Reads a file that the commands have written.</summary>
    public Task<string> ReadAsync(string name) => File.ReadAllTextAsync(Path.Combine(Folder, name));

    /// <summary>Runs them until the first that fails.</summary>
    /// <returns>The exit code, and what they printed.</returns>
    public async Task<(int ExitCode, string Output)> RunAsync(
        string commands,
        params (string Name, string Value)[] variables
    )
    {
        var start = new ProcessStartInfo(Find(), ["-c", $"set -eu\n{Localize(commands, _portal, Folder)}"])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return await RunAsync(start);
    }

    /// <summary>The shell that the commands are written for.</summary>
    public static string Find() =>
        InstalledProgram.Find(["bash"], ["/bin", "/usr/bin"], "Bash, with curl and OpenSSL 3 or newer.");

    /// <summary>The commands with the test's own addresses and folders.</summary>
    public static string Localize(string commands, Uri portal, string folder) =>
        commands
            .Replace("https://privacy.example.com", portal.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
            .Replace("localhost:5080", portal.Authority, StringComparison.Ordinal)
            .Replace("/safe/", $"{folder}/", StringComparison.Ordinal)
            .Replace("/srv/", $"{folder}/", StringComparison.Ordinal)
            .Replace(
                "JoinArena.PrivacyPortal.Tests/",
                $"{Repository.GetPath("JoinArena.PrivacyPortal.Tests")}/",
                StringComparison.Ordinal
            );

    /// <inheritdoc cref="RunAsync(string, ValueTuple{string, string}[])"/>
    public static async Task<(int ExitCode, string Output)> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        using var late = new CancellationTokenSource(s_patience);
        var output = process.StandardOutput.ReadToEndAsync(late.Token);
        var errors = process.StandardError.ReadToEndAsync(late.Token);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException tooLate)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException("The commands were still running after two minutes.", tooLate);
        }

        return (process.ExitCode, $"{await output}\n{await errors}".Trim());
    }
}
