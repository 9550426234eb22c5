using System.Diagnostics;

namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>Scripts in another language, with the public libraries their lock file names.</summary>
internal static class NodeFolder
{
    private const string HowToGet =
        "It comes with Node.js 18 or newer (on Debian: apt-get install nodejs npm); run.sh installs it on a fresh machine.";

    /// <summary>The program that runs them.</summary>
    public static string Node => InstalledProgram.Find(["node", "nodejs"], [], HowToGet);

    /// <summary>
    /// Copies a folder of the repository and installs its libraries there, exactly as the lock file says.
    /// </summary>
    /// <returns>The copy; it goes with the process.</returns>
    public static async Task<string> InstallAsync(params string[] path)
    {
        var folder = Directory.CreateTempSubdirectory("jpp-node-").FullName;
        foreach (var file in Directory.GetFiles(Repository.GetPath(path)))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        var start = new ProcessStartInfo(
            InstalledProgram.Find(["npm"], [], HowToGet),
            ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
        )
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        using var npm = Process.Start(start)!;
        var said = await npm.StandardError.ReadToEndAsync();
        await npm.WaitForExitAsync();
        npm.ExitCode.ShouldBe(0, said);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
