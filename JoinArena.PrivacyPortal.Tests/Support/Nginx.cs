using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace JoinArena.PrivacyPortal.Tests.Support;

/// <summary>A real nginx in front of a portal, in a folder of its own.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly DirectoryInfo _directory;
    private readonly Process _process;

    private Nginx(DirectoryInfo directory, Process process, Uri url)
    {
        _directory = directory;
        _process = process;
        Url = url;
    }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <param name="locations">What it does with which address, in its own words.</param>
    public static async Task<Nginx> StartAsync(string locations)
    {
        var nginx = InstalledProgram.Find(
            ["nginx"],
            ["/usr/sbin", "/usr/local/sbin"],
            "On Debian: apt-get install nginx; run.sh installs it on a fresh machine."
        );
        var directory = Directory.CreateTempSubdirectory("jpp-nginx-");
        var port = FindFreePort();
        var configuration = Path.Combine(directory.FullName, "nginx.conf");
        await File.WriteAllTextAsync(
            configuration,
            $$"""
            daemon off;
            master_process off;
            pid {{directory}}/nginx.pid;
            error_log {{directory}}/error.log;
            events { }
            http {
                access_log off;
                client_body_temp_path {{directory}}/body;
                proxy_temp_path {{directory}}/proxy;
                fastcgi_temp_path {{directory}}/fastcgi;
                uwsgi_temp_path {{directory}}/uwsgi;
                scgi_temp_path {{directory}}/scgi;
                server {
                    listen 127.0.0.1:{{port}};
                    {{locations}}
                }
            }
            """
        );
        var process = Process.Start(
            new ProcessStartInfo(nginx, ["-p", directory.FullName, "-c", configuration])
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var url = new Uri($"http://127.0.0.1:{port}/");
        await Eventually.FindAsync(
            async () =>
            {
                process.HasExited.ShouldBeFalse();
                using var probe = new TcpClient();
                try
                {
                    await probe.ConnectAsync(url.Host, url.Port);
                    return url;
                }
                catch (SocketException)
                {
                    return null;
                }
            },
            () => "nginx does not listen"
        );
        return new(directory, process, url);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _directory.Delete(recursive: true);
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
