using System.Globalization;

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

    /// <summary>A number with its noun, as a program reads it: without grouping.</summary>
    public static string Counted(long count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");

    /// <summary>Prints on standard error why the command failed.</summary>
    /// <returns><paramref name="exitCode"/>.</returns>
    public static int Fail(string text, int exitCode = CommandLine.CheckFailed)
    {
        Console.Error.WriteLine(text);
        return exitCode;
    }
}
