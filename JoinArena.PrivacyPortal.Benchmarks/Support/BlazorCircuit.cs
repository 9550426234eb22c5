using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Benchmarks.Support;

/// <summary>
/// One circuit, opened as Blazor's script does it: it loads the page, connects, adds the page's interactive components and
/// waits until they are rendered.
/// </summary>
internal sealed partial class BlazorCircuit : IAsyncDisposable
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    private readonly HubConnection _connection;
    private readonly TaskCompletionSource _rendered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BlazorCircuit(HubConnection connection)
    {
        _connection = connection;
        connection.On<int, string>("JS.AttachComponent", (_, _) => { });
        connection.On<long, string, string, int, long, int>(
            "JS.BeginInvokeJS",
            (call, _, _, _, _, _) => OnInvokeJsAsync(call)
        );
        connection.On<string, bool, string>("JS.EndInvokeDotNet", (_, _, _) => { });
        connection.On<long, byte[]>("JS.RenderBatch", OnRenderBatchAsync);
        connection.On<string>(
            "JS.Error",
            message => _rendered.TrySetException(new InvalidOperationException($"The circuit failed: {message}"))
        );
        connection.Closed += fault =>
            Task.FromResult(
                _rendered.TrySetException(fault ?? new InvalidOperationException("The circuit was closed."))
            );
    }

    /// <summary>Opens a circuit for a page with interactive components.</summary>
    /// <param name="client">The visitor, with their cookies.</param>
    public static async Task<BlazorCircuit> OpenAsync(CookieClient client, string path, CancellationToken ct)
    {
        var page = await client.GetAsync(path, ct);
        var markers = Markers()
            .Matches(page)
            .Select(found => found.Groups["marker"].Value)
            .Where(marker => marker.Contains("\"descriptor\"", StringComparison.Ordinal))
            .ToList();
        if (markers.Count == 0)
            throw new InvalidOperationException($"{path} has no interactive component.");

        var circuit = new BlazorCircuit(BuildConnection(client));
        await circuit._connection.StartAsync(ct);
        var secret = await circuit._connection.InvokeAsync<string>(
            "StartCircuit",
            client.Address.ToString(),
            new Uri(client.Address, path).ToString(),
            "[]",
            "",
            ct
        );
        if (string.IsNullOrEmpty(secret))
            throw new InvalidOperationException("The server opened no circuit.");
        var operations = markers.Select(
            (marker, i) => $$"""{"type":"add","ssrComponentId":{{i + 1}},"marker":{{marker}}}"""
        );
        await circuit._connection.SendAsync(
            "UpdateRootComponents",
            $$"""{"batchId":1,"operations":[{{string.Join(',', operations)}}]}""",
            State().Match(page).Groups["state"].Value,
            ct
        );
        await circuit._rendered.Task.WaitAsync(s_timeout, ct);
        return circuit;
    }

    /// <summary>Waits for the next change of the page after this call.</summary>
    public Task WaitForNextRenderAsync(CancellationToken ct) => Volatile.Read(ref _next).Task.WaitAsync(s_timeout, ct);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static HubConnection BuildConnection(CookieClient client)
    {
        var builder = new HubConnectionBuilder().WithUrl(
            new Uri(client.Address, "_blazor"),
            HttpTransportType.WebSockets,
            http =>
            {
                http.SkipNegotiation = true;
                http.Headers["Cookie"] = client.Cookies;
                http.Headers["Origin"] = client.Address.GetLeftPart(UriPartial.Authority);
            }
        );
        builder.Services.AddSingleton<IHubProtocol, BlazorPackHubProtocol>();
        return builder.Build();
    }

    private Task OnRenderBatchAsync(long batch, byte[] rendering)
    {
        _rendered.TrySetResult();
        Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        return _connection.SendAsync("OnRenderCompleted", batch, null);
    }

    // Every script the server calls succeeds and returns nothing. Call 0 expects no answer.
    private Task OnInvokeJsAsync(long call) =>
        call == 0
            ? Task.CompletedTask
            : _connection.SendAsync("EndInvokeJSFromDotNet", call, true, $"[{call},true,null]");

    [GeneratedRegex("<!--Blazor:(?<marker>\\{.*?\\})-->", RegexOptions.Singleline, 5000)]
    private static partial Regex Markers();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>[^>]*)-->", RegexOptions.None, 5000)]
    private static partial Regex State();
}
