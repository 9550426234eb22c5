using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace JoinArena.PrivacyPortal.Tests.Operations.Containers;

/// <summary>
/// A published program with the runtime beside it, as <c>dotnet publish --self-contained</c> lays it out. The runtime is the
/// one that the tests run on, so that nothing has to be downloaded and nothing built a second time.
/// </summary>
internal static class SelfContainedProgram
{
    /// <summary>Copies the program and the runtime into one directory.</summary>
    /// <param name="published">A program published for a shared runtime.</param>
    /// <param name="target">The directory to make.</param>
    public static void Create(string published, string target)
    {
        var runtime = RuntimeEnvironment.GetRuntimeDirectory();
        var version = Path.GetFileName(Path.TrimEndingDirectorySeparator(runtime));
        var root = FindRuntimeRoot();
        CopyFiles(published, target, SearchOption.AllDirectories);
        CopyFiles(runtime, target);
        CopyFiles(Path.Combine(root, "shared", "Microsoft.AspNetCore.App", version), target);
        CopyFiles(Path.Combine(root, "host", "fxr", version), target);
        // Libraries for this system lie beside the program, and those for others are left out.
        CopyFiles(Path.Combine(target, "runtimes", RuntimeInformation.RuntimeIdentifier, "native"), target);
        Directory.Delete(Path.Combine(target, "runtimes"), recursive: true);
        foreach (var list in Directory.EnumerateFiles(target, "*.deps.json"))
            File.Delete(list);
        IncludeFrameworks(Path.Combine(target, "JoinArena.PrivacyPortal.runtimeconfig.json"));
    }

    /// <summary>Where the runtime of the tests is installed.</summary>
    public static string FindRuntimeRoot() =>
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));

    /// <summary>Says that the frameworks are part of the program, so that the host looks for none elsewhere.</summary>
    private static void IncludeFrameworks(string file)
    {
        var settings = JsonNode.Parse(File.ReadAllText(file))!;
        var options = settings["runtimeOptions"]!.AsObject();
        options.Remove("frameworks", out var frameworks);
        options["includedFrameworks"] = frameworks;
        File.WriteAllText(file, settings.ToJsonString());
    }

    private static void CopyFiles(string from, string to, SearchOption which = SearchOption.TopDirectoryOnly)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", which))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }
}
