using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace JoinArena.PrivacyPortal.Benchmarks.Support;

/// <summary>A temporary directory in which the portal and the blank template are published.</summary>
internal sealed class PublishWorkspace : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("jpp-bench-");

    /// <summary>The portal, published as for production.</summary>
    public async Task<PublishedSite> PublishPortalAsync(CancellationToken ct)
    {
        var output = GetPath("portal");
        await RunDotnetAsync(
            [
                "publish",
                Path.Combine(Repository(), "JoinArena.PrivacyPortal"),
                "-c",
                "Release",
                "-o",
                output,
                "-v",
                "q",
                "--nologo",
            ],
            ct
        );
        return new(output, "JoinArena.PrivacyPortal", GetPath("data"));
    }

    /// <summary>Publishes what <c>dotnet new blazor</c> creates, in the same way as the portal.</summary>
    public async Task<PublishedSite> PublishTemplateAsync(CancellationToken ct)
    {
        var source = GetPath("Blank");
        var output = GetPath("template");
        await RunDotnetAsync(["new", "blazor", "-n", "Blank", "-o", source, "--no-https", "--no-restore"], ct);
        await RunDotnetAsync(["publish", source, "-c", "Release", "-o", output, "-v", "q", "--nologo"], ct);
        return new(output, "Blank", GetPath("nothing"));
    }

    /// <summary>Publishes a Kestrel server with nothing but a file to serve, in the same way as the portal.</summary>
    public async Task<PublishedSite> PublishFileServerAsync(string name, byte[] content, CancellationToken ct)
    {
        var source = GetPath("Files");
        var output = GetPath("files");
        await RunDotnetAsync(["new", "web", "-n", "Files", "-o", source, "--no-https", "--no-restore"], ct);
        Directory.CreateDirectory(Path.Combine(source, "wwwroot"));
        await File.WriteAllBytesAsync(Path.Combine(source, "wwwroot", name), content, ct);
        await File.WriteAllTextAsync(
            Path.Combine(source, "Program.cs"),
            "var app = WebApplication.CreateBuilder(args).Build(); app.UseStaticFiles(); app.Run();",
            ct
        );
        await RunDotnetAsync(["publish", source, "-c", "Release", "-o", output, "-v", "q", "--nologo"], ct);
        return new(output, "Files", GetPath("nothing"));
    }

    public void Dispose() => _directory.Delete(recursive: true);

    /// <summary>A path in the directory.</summary>
    public string GetPath(string name) => Path.Combine(_directory.FullName, name);

    private async Task RunDotnetAsync(string[] arguments, CancellationToken ct)
    {
        // Outside the repository, so that its settings do not apply to the templates.
        using var process = Process.Start(
            new ProcessStartInfo("dotnet", arguments)
            {
                WorkingDirectory = _directory.FullName,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} failed:\n{output}");
    }

    private static string Repository([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
