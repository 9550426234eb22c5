namespace JoinArena.PrivacyPortal.Operations;

/// <summary>What a command prints, with the exit code that belongs to it.</summary>
internal static class CommandOutput
{
    /// <summary>Prints an answer on standard output.</summary>
    /// <returns><see cref="CommandLine.Done"/>.</returns>
    public static int Print(string text)
    {
        Console.WriteLine(text);
        return CommandLine.Done;
    }

    /// <summary>Prints on standard error why the command failed.</summary>
    /// <returns><paramref name="exitCode"/>.</returns>
    public static int Fail(string text, int exitCode = CommandLine.CheckFailed)
    {
        Console.Error.WriteLine(text);
        return exitCode;
    }
}
