using System.Diagnostics;
using System.Globalization;

namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>A real nginx in front of a portal, in a folder of its own.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private const string GenerationPath = "/nginx-generation";

    private readonly DirectoryInfo _directory;
    private readonly Process _process;
    private readonly string _locations;
    private int _generation;

    private Nginx(DirectoryInfo directory, Process process, Uri url, string locations)
    {
        _directory = directory;
        _process = process;
        _locations = locations;
        Url = url;
    }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <param name="locations">What it does with which address, in its own words.</param>
    /// <param name="upstreams">The groups of servers that the locations name.</param>
    public static async Task<Nginx> StartAsync(string locations, string upstreams = "")
    {
        var program = InstalledProgram.Find(
            ["nginx"],
            ["/usr/sbin", "/usr/local/sbin"],
            "On Debian: apt-get install nginx; run.sh installs it on a fresh machine."
        );
        var directory = Directory.CreateTempSubdirectory("jpp-nginx-");
        var url = new Uri($"http://127.0.0.1:{FreePort.Find()}/");
        await WriteAsync(directory, url, locations, upstreams, generation: 0);
        var process = Process.Start(
            new ProcessStartInfo(program, ["-p", directory.FullName, "-c", GetConfigurationPath(directory)])
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var nginx = new Nginx(directory, process, url, locations);
        await nginx.WaitForGenerationAsync();
        return nginx;
    }

    /// <summary>Gives it other servers, as an operator does with <c>nginx -s reload</c>.</summary>
    public async Task ReloadAsync(string upstreams)
    {
        _generation++;
        await WriteAsync(_directory, Url, _locations, upstreams, _generation);
        using var signal = Process.Start("kill", ["-HUP", _process.Id.ToString(CultureInfo.InvariantCulture)])!;
        await signal.WaitForExitAsync();
        await WaitForGenerationAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _directory.Delete(recursive: true);
    }

    private static Task WriteAsync(
        DirectoryInfo directory,
        Uri url,
        string locations,
        string upstreams,
        int generation
    ) =>
        File.WriteAllTextAsync(
            GetConfigurationPath(directory),
            $$"""
            daemon off;
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            worker_processes 1;
            pid {{directory}}/nginx.pid;
            error_log {{directory}}/error.log;
            events { }
            http {
                access_log off;
                # A reload closes kept connections. A browser then asks again; HttpClient does not always.
                keepalive_timeout 0;
                client_body_temp_path {{directory}}/body;
                proxy_temp_path {{directory}}/proxy;
                fastcgi_temp_path {{directory}}/fastcgi;
                uwsgi_temp_path {{directory}}/uwsgi;
                scgi_temp_path {{directory}}/scgi;
                {{upstreams}}
                server {
                    listen 127.0.0.1:{{url.Port}};
                    location = {{GenerationPath}} { return 200 "{{generation}}"; }
                    {{locations}}
                }
            }
            """
        );

    private async Task WaitForGenerationAsync()
    {
        await Eventually.FindAsync(
            async () =>
            {
                _process.HasExited.ShouldBeFalse();
                using var probe = new HttpClient { BaseAddress = Url };
                try
                {
                    var generation = await probe.GetStringAsync(new Uri(GenerationPath, UriKind.Relative));
                    return generation == _generation.ToString(CultureInfo.InvariantCulture) ? generation : null;
                }
                catch (HttpRequestException)
                {
                    return null;
                }
            },
            () => "nginx does not serve its configuration"
        );
    }

    private static string GetConfigurationPath(DirectoryInfo directory) =>
        Path.Combine(directory.FullName, "nginx.conf");
}
