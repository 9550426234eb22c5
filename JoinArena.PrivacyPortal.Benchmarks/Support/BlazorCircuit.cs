using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Benchmarks.Support;

/// <summary>
/// One circuit, opened as Blazor's script opens it: load the page, connect, hand over its islands, wait until they are
/// rendered.
/// </summary>
internal sealed partial class BlazorCircuit : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly HubConnection _connection;
    private readonly TaskCompletionSource _rendered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BlazorCircuit(HubConnection connection)
    {
        _connection = connection;
        connection.On<int, string>("JS.AttachComponent", (_, _) => { });
        connection.On<long, string, string, int, long, int>(
            "JS.BeginInvokeJS",
            (call, _, _, _, _, _) => AnswerAsync(call)
        );
        connection.On<string, bool, string>("JS.EndInvokeDotNet", (_, _, _) => { });
        connection.On<long, byte[]>("JS.RenderBatch", TakeAsync);
        connection.On<string>(
            "JS.Error",
            said => _rendered.TrySetException(new InvalidOperationException($"The circuit failed: {said}"))
        );
        connection.Closed += fault =>
            Task.FromResult(
                _rendered.TrySetException(fault ?? new InvalidOperationException("The circuit was closed."))
            );
    }

    /// <summary>Opens one for a page with islands.</summary>
    /// <param name="client">Who opens it, with their cookies.</param>
    /// <param name="path">The page.</param>
    public static async Task<BlazorCircuit> OpenAsync(CookieClient client, string path, CancellationToken ct)
    {
        var page = await client.GetAsync(path, ct);
        var markers = Markers()
            .Matches(page)
            .Select(found => found.Groups["marker"].Value)
            .Where(marker => marker.Contains("\"descriptor\"", StringComparison.Ordinal))
            .ToList();
        if (markers.Count == 0)
            throw new InvalidOperationException($"{path} has no interactive part.");

        var circuit = new BlazorCircuit(Connection(client));
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
            throw new InvalidOperationException("No circuit was given.");
        var operations = markers.Select(
            (marker, i) => $$"""{"type":"add","ssrComponentId":{{i + 1}},"marker":{{marker}}}"""
        );
        await circuit._connection.SendAsync(
            "UpdateRootComponents",
            $$"""{"batchId":1,"operations":[{{string.Join(',', operations)}}]}""",
            State().Match(page).Groups["state"].Value,
            ct
        );
        await circuit._rendered.Task.WaitAsync(s_patience, ct);
        return circuit;
    }

    /// <summary>Waits until something on the page changes after this was called.</summary>
    public Task WaitForNextRenderAsync(CancellationToken ct) => Volatile.Read(ref _next).Task.WaitAsync(s_patience, ct);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static HubConnection Connection(CookieClient client)
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

    private Task TakeAsync(long batch, byte[] rendering)
    {
        _rendered.TrySetResult();
        Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        return _connection.SendAsync("OnRenderCompleted", batch, null);
    }

    // A script that the server calls succeeds and gives nothing back; call 0 awaits no answer.
    private Task AnswerAsync(long call) =>
        call == 0
            ? Task.CompletedTask
            : _connection.SendAsync("EndInvokeJSFromDotNet", call, true, $"[{call},true,null]");

    [GeneratedRegex("<!--Blazor:(?<marker>\\{.*?\\})-->", RegexOptions.Singleline, 5000)]
    private static partial Regex Markers();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(?<state>[^>]*)-->", RegexOptions.None, 5000)]
    private static partial Regex State();
}
