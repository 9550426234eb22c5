namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>A program of the machine that tests need, found where packages put it.</summary>
internal static class InstalledProgram
{
    /// <summary>
    /// The first of <paramref name="names"/> that is in one of <paramref name="first"/> or on PATH.
    /// </summary>
    /// <param name="names">What the program may be called.</param>
    /// <param name="first">Directories to look in before PATH.</param>
    /// <param name="howToGet">What to do when there is none.</param>
    /// <exception cref="InvalidOperationException">There is none; the message says how to get it.</exception>
    public static string Find(IReadOnlyList<string> names, IEnumerable<string> first, string howToGet)
    {
        var directories = first
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .Where(Directory.Exists);
        var candidates =
            from directory in directories
            from name in names
            select Path.Combine(directory, OperatingSystem.IsWindows() ? name + ".exe" : name);
        return candidates.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"This test needs {names[0]}. {howToGet}");
    }
}
