using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Operations;

/// <summary>What <c>dotnet publish</c> makes, by what the build says of itself: publishing takes minutes.</summary>
public sealed class PublishingTests
{
    [Fact]
    public async Task A_published_program_is_compiled_for_the_machine_that_publishes_it()
    {
        var settings = await ReadSettingsAsync("-p:_IsPublishing=true");

        settings.ShouldBe(new("true", RuntimeInformation.RuntimeIdentifier, "false"));
    }

    [Fact]
    public async Task A_program_published_for_another_machine_is_compiled_for_that_one()
    {
        var settings = await ReadSettingsAsync("-p:_IsPublishing=true", "-p:RuntimeIdentifier=linux-arm64");

        settings.ShouldBe(new("true", "linux-arm64", "false"));
    }

    [Fact]
    public async Task A_build_is_for_every_machine_and_compiles_nothing_ahead()
    {
        (await ReadSettingsAsync()).ShouldBe(new("", "", "false"));
    }

    private static async Task<BuildSettings> ReadSettingsAsync(params string[] properties)
    {
        using var build = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    "msbuild",
                    Repository.GetPath("JoinArena.PrivacyPortal"),
                    "-getProperty:PublishReadyToRun,RuntimeIdentifier,SelfContained",
                    .. properties,
                ]
            )
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            }
        )!;
        var output = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        build.ExitCode.ShouldBe(0, output);
        var settings = JsonDocument.Parse(output).RootElement.GetProperty("Properties");
        return new(Read("PublishReadyToRun"), Read("RuntimeIdentifier"), Read("SelfContained"));

        string Read(string name) => settings.GetProperty(name).GetString()!;
    }

    /// <summary>As the build writes them; empty is not set.</summary>
    private sealed record BuildSettings(string CompiledAhead, string Runtime, string BringsDotnet);
}
