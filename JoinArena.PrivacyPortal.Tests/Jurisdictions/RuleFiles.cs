using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Tests.Jurisdictions;

/// <summary>A copy of the shipped deletion rules that a test may spoil.</summary>
internal sealed class RuleFiles : IDisposable
{
    public RuleFiles()
    {
        var shipped = Path.Combine(ReviewedRules.Directory, "deletion");
        foreach (var file in Directory.EnumerateFiles(shipped, "*.yml", SearchOption.AllDirectories))
        {
            var copy = GetPath(Path.GetRelativePath(shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>The policies directory.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("policies").FullName;

    public string GetPath(string file) => Path.Combine(Root, "deletion", file);

    /// <summary>Replaces the first place where a file has a text.</summary>
    public void Replace(string file, string from, string to)
    {
        var text = File.ReadAllText(GetPath(file));
        text.ShouldContain(from);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        File.WriteAllText(GetPath(file), text[..at] + to + text[(at + from.Length)..]);
    }

    /// <summary>The number of the line that has the text.</summary>
    public int FindLine(string file, string text) =>
        1 + Array.FindIndex(File.ReadAllLines(GetPath(file)), l => l.Contains(text, StringComparison.Ordinal));

    /// <summary>Reads the rules, which must fail, and returns the faults.</summary>
    public string ReadFaults() => Should.Throw<ConfigurationException>(() => DeadlineRules.Load(Root)).Message;

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
