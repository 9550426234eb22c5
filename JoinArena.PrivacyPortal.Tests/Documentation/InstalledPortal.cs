using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Documentation;

/// <summary>The published portal, with a folder in which <c>./JoinArena.PrivacyPortal</c> starts it.</summary>
public sealed class InstalledPortal : PublishedPortal
{
    /// <summary>Where commands of the documentation run.</summary>
    public string Folder => Path.GetDirectoryName(DataDirectory)!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var program = Path.Combine(Folder, "JoinArena.PrivacyPortal");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\nexec '{Executable}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Waits until the log has a signed checkpoint with at least one entry.</summary>
    public Task<string> WaitForCheckpointAsync() =>
        Eventually.FindAsync(
            async () =>
            {
                using var anyone = new HttpClient { BaseAddress = Url };
                using var answer = await anyone.GetAsync(new Uri("/ledger/checkpoint", UriKind.Relative));
                var text = await answer.Content.ReadAsStringAsync();
                return answer.IsSuccessStatusCode && text.Split('\n')[1] != "0" ? text : null;
            },
            () => "no checkpoint was signed"
        );

    /// <summary>Runs commands of the documentation, which must succeed.</summary>
    /// <returns>What they printed.</returns>
    public async Task<string> RunScriptAsync(string commands, params (string Name, string Value)[] variables)
    {
        var portal = Url ?? new Uri("http://localhost:5080");
        var start = CreateStart(
            DocumentedShell.Find(),
            ["-c", $"set -eu\n{DocumentedShell.Localize(commands, portal, Folder)}"]
        );
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        var (exitCode, output) = await DocumentedShell.RunAsync(start);
        exitCode.ShouldBe(0, output);
        return output;
    }
}
