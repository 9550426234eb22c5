using System.CommandLine;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary>
/// The program's commands. Exit codes: 0 done, 1 a check failed, 2 usage, 78 configuration (EX_CONFIG).
/// </summary>
/// <param name="compose">Composes the portal's services from arguments, without starting anything.</param>
/// <param name="map">Adds what the server answers.</param>
public sealed class CommandLine(Func<string[], WebApplication> compose, Action<WebApplication> map)
{
    public const int Done = 0,
        CheckFailed = 1,
        Usage = 2,
        Configuration = 78;

    /// <summary>
    /// Runs the command that the arguments name; without a command, serves until the process is stopped.
    /// </summary>
    public async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand(
            "JoinArena's privacy portal. Without a command it starts the server; options such as --urls configure "
                + "the server."
        )
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        new PortalCommands(compose).AddTo(root);
        root.SetAction((parsed, ct) => Server.ServeAsync(compose, map, args, ct));
        var parsed = root.Parse(args);
        if (parsed.CommandResult.Command == root && parsed.UnmatchedTokens is [var first, ..] && !first.StartsWith('-'))
        {
            await Console.Error.WriteLineAsync(
                $"'{first}' is not a command of this program; --help lists the commands."
            );
            return Usage;
        }

        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            return Usage;
        }

        try
        {
            var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
            // The library gives whatever runs two seconds to end after a signal. A server ends by its own rules.
            if (parsed.CommandResult.Command == root)
                invocation.ProcessTerminationTimeout = null;
            return await parsed.InvokeAsync(invocation);
        }
        catch (ConfigurationException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return Configuration;
        }
        // appsettings.json is not JSON.
        catch (InvalidDataException fault)
        {
            await Console.Error.WriteLineAsync(
                $"{fault.Message} {fault.InnerException?.Message}".ReplaceLineEndings(" ")
            );
            return Configuration;
        }
    }
}
