using JoinArena.PrivacyPortal.Operations;

namespace JoinArena.PrivacyPortal.Tests.Operations;

/// <summary>
/// A command of the program, run in this process: the same composition, arguments, output and exit code, without the
/// seconds in which a new process compiles itself. What only a process shows is tested with <see cref="PortalProcess"/>.
/// </summary>
internal static class PortalCommand
{
    /// <param name="dataDirectory">Where the portal keeps everything.</param>
    /// <param name="environment">Settings as the environment has them, such as <c>Portal__Demo__Enabled</c>.</param>
    /// <param name="arguments">The command and its arguments.</param>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        string dataDirectory,
        IReadOnlyDictionary<string, string> environment,
        params string[] arguments
    )
    {
        string[] settings =
        [
            "--environment=Production",
            $"--contentRoot={AppContext.BaseDirectory}",
            $"--Portal:DataDirectory={dataDirectory}",
            .. environment.Select(s => $"--{s.Key.Replace("__", ":", StringComparison.Ordinal)}={s.Value}"),
        ];
        using var console = ConsoleCapture.Begin();
        var exitCode = await new CommandLine(args => Program.Compose([.. args, .. settings]), Program.Map).RunAsync(
            arguments
        );
        return (exitCode, console.Output, console.Errors);
    }
}
