using System.Diagnostics;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace JoinArena.PrivacyPortal.Tests;

/// <summary>That the restore of this repository looks for advisories, and fails when there is one.</summary>
[Trait("Speed", "slow")]
public sealed class DependencyAuditTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jpp-audit-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_package_with_an_advisory_stops_the_restore_even_if_only_another_package_needs_it()
    {
        await using var feed = await StartFeedAsync("mimekit");
        foreach (var file in new[] { "Directory.Build.props", "Directory.Packages.props", "global.json" })
            File.Copy(Repository.GetPath(file), Path.Combine(_folder.FullName, file));
        await WriteAsync(
            "nuget.config",
            $"""
            <configuration><auditSources>
              <clear />
              <add key="feed" value="{feed.Urls.First()}/index.json" allowInsecureConnections="true" />
            </auditSources></configuration>
            """
        );
        await WriteAsync(
            "Audited.csproj",
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup><PackageReference Include="MailKit" /></ItemGroup>
            </Project>
            """
        );

        var (exitCode, said) = await RestoreAsync();

        exitCode.ShouldNotBe(0, said);
        said.ShouldContain("error NU1903");
        said.ShouldContain("'MimeKit'");
    }

    private Task WriteAsync(string file, string text) =>
        File.WriteAllTextAsync(Path.Combine(_folder.FullName, file), text);

    private async Task<(int ExitCode, string Said)> RestoreAsync()
    {
        using var restore = Process.Start(
            new ProcessStartInfo("dotnet", ["restore", "--nologo", "-v", "q"])
            {
                WorkingDirectory = _folder.FullName,
                UseShellExecute = false,
                RedirectStandardOutput = true,
            }
        )!;
        var said = await restore.StandardOutput.ReadToEndAsync();
        await restore.WaitForExitAsync();
        return (restore.ExitCode, said);
    }

    /// <summary>A feed that has advisories and nothing else, with one about every version of a package.</summary>
    private static async Task<WebApplication> StartFeedAsync(string package)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var feed = builder.Build();
        feed.MapGet(
            "/index.json",
            (HttpRequest request) =>
                Results.Text(
                    $$"""
                    {"version":"3.0.0","resources":[{"@id":"http://{{request.Host}}/pages.json","@type":"VulnerabilityInfo/6.7.0"}]}
                    """,
                    "application/json"
                )
        );
        feed.MapGet(
            "/pages.json",
            (HttpRequest request) =>
                Results.Text(
                    $$"""[{"@name":"all","@id":"http://{{request.Host}}/all.json","@updated":"2026-01-01T00:00:00Z"}]""",
                    "application/json"
                )
        );
        feed.MapGet(
            "/all.json",
            () =>
                Results.Text(
                    $$"""{"{{package}}":[{"url":"https://advisories.example/1","severity":2,"versions":"(, 999.0.0)"}]}""",
                    "application/json"
                )
        );
        await feed.StartAsync();
        return feed;
    }
}
