using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace JoinArena.PrivacyPortal.Tests.Operations.Telemetry;

/// <summary>Takes what is sent by OTLP over HTTP, as a collector does, and keeps the bytes.</summary>
internal sealed class CollectorHost : IAsyncDisposable
{
    private readonly ConcurrentQueue<byte[]> _bodies = new();
    private WebApplication? _app;

    /// <summary>Where it listens.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>All that was sent. Texts stand in the format as they are, so that they can be searched for.</summary>
    public string Received => string.Join('\n', _bodies.Select(Encoding.UTF8.GetString));

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapPost("/v1/{signal}", KeepAsync);
        await _app.StartAsync();
        Url = new(_app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
    }

    private async Task KeepAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        _bodies.Enqueue(body.ToArray());
        http.Response.ContentType = "application/x-protobuf";
    }
}
