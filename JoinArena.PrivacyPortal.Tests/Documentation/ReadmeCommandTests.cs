using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Documentation;

/// <summary>The first commands a newcomer types, run as they are written, on what these tests were built from.</summary>
[Trait("Speed", "slow")]
public sealed partial class ReadmeCommandTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("jpp-readme-");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task The_demo_starts_and_a_later_version_is_published_while_it_runs()
    {
        var commands = MarkdownFile.ReadCommands("README.md", "run").Trim().Split('\n');
        commands[0].ShouldBe("dotnet run --project JoinArena.PrivacyPortal");
        commands[1].ShouldStartWith("dotnet run --project JoinArena.PrivacyPortal --no-build -- ");

        using var demo = Start(commands[0]);
        try
        {
            var url = await WaitUntilListeningAsync(demo);
            foreach (var one in DemoAccounts.SignIns)
                await new HtmlClient(url).SignInAsync(one.Email, DemoAccounts.Password);

            (await ReadToEndAsync(commands[1])).ShouldContain("worker-privacy/2.0/en.md");
        }
        finally
        {
            demo.Kill(entireProcessTree: true);
            await demo.WaitForExitAsync();
        }
    }

    [Fact]
    public async Task The_platforms_sign_in_can_be_tried_without_a_platform()
    {
        var command = MarkdownFile.ReadCommands("README.md", "sign-in").Trim();

        using var demo = Start(command);
        try
        {
            var stranger = new HtmlClient(await WaitUntilListeningAsync(demo));
            await stranger.GoToAsync("/my-data");
            await stranger.FollowAsync("Continue with JoinArena");
            stranger.Text.ShouldContain("This stands in for JoinArena’s sign-in.");
            await stranger.FollowAsync(DemoAccounts.SignIns[0].Email);

            stranger.Path.ShouldBe("/my-data");
        }
        finally
        {
            demo.Kill(entireProcessTree: true);
            await demo.WaitForExitAsync();
        }
    }

    [Fact]
    public void The_demo_sign_ins_are_those_of_the_program()
    {
        var readme = File.ReadAllText(Repository.GetPath("README.md"));

        SignIns()
            .Matches(readme)
            .Select(m => m.Groups["email"].Value)
            .ShouldBe(DemoAccounts.SignIns.Select(s => s.Email));
        readme.ShouldContain($"`{DemoAccounts.Password}`");
    }

    [Fact]
    public void The_command_that_tests_everything_exists()
    {
        MarkdownFile.ReadCommands("README.md", "suite").ShouldBe("bash JoinArena.PrivacyPortal.Tests/run.sh\n");
        File.Exists(Repository.GetPath("JoinArena.PrivacyPortal.Tests", "run.sh")).ShouldBeTrue();
    }

    private static async Task<Uri> WaitUntilListeningAsync(Process demo)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (await demo.StandardOutput.ReadLineAsync(late.Token) is { } line)
        {
            if (Addresses().Match(line) is not { Success: true } match)
                continue;
            // Read on, so that a full pipe does not hold it up.
            _ = demo.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            return new(match.Value);
        }

        throw new InvalidOperationException(await demo.StandardError.ReadToEndAsync(late.Token));
    }

    private async Task<string> ReadToEndAsync(string command)
    {
        using var process = Start(command);
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var output = await process.StandardOutput.ReadToEndAsync(late.Token);
        await process.WaitForExitAsync(late.Token);
        process.ExitCode.ShouldBe(0, output);
        return output;
    }

    private Process Start(string command)
    {
        var configuration = typeof(Program)
            .Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!
            .Configuration;
        var words = command.Split(' ');
        var variables = words.TakeWhile(w => w.Contains('=', StringComparison.Ordinal)).ToList();
        // Not built once more: it is what these tests were built from.
        var arguments = string.Join(' ', words[variables.Count..])
            .Replace(" --no-build", "", StringComparison.Ordinal)
            .Replace(
                "--project JoinArena.PrivacyPortal",
                $"--project JoinArena.PrivacyPortal --no-build -c {configuration}",
                StringComparison.Ordinal
            )
            .Split(' ');
        var start = new ProcessStartInfo(arguments[0], arguments[1..])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["Portal__DataDirectory"] = _data.FullName;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment.Remove("ASPNETCORE_ENVIRONMENT");
        foreach (var variable in variables.Select(v => v.Split('=')))
            start.Environment[variable[0]] = variable[1];
        return Process.Start(start)!;
    }

    [GeneratedRegex(
        @"^\| `(?<email>[\w.]+@example\.com)` \|",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex SignIns();

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+", RegexOptions.None, 10_000)]
    private static partial Regex Addresses();
}
