using System.Net;
using System.Net.Sockets;
using System.Text;

namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>
/// Calls addresses that other people have entered, without reaching internal machines (OWASP ASVS 5.0.0, 1.3.6). The
/// host name is resolved here and the connection goes to exactly the address that was checked. Redirects are not
/// followed, and time and size are limited.
/// </summary>
public sealed class OutboundHttp : IDisposable
{
    /// <summary>Resolves a host name to its addresses.</summary>
    public delegate Task<IPAddress[]> Resolver(string host, CancellationToken ct);

    /// <summary>How many bytes of a response's body are read.</summary>
    public const int MaxBodyBytes = 8 * 1024;

    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(10);

    private readonly ConnectorSettings _settings;
    private readonly Resolver _resolve;
    private readonly TimeSpan _timeout;
    private readonly HttpClient _http;

    /// <param name="settings">Which addresses may be called.</param>
    /// <param name="resolve">Resolves host names; null for the system's resolver.</param>
    /// <param name="timeout">How long a whole call may take; null for 20 seconds.</param>
    public OutboundHttp(ConnectorSettings settings, Resolver? resolve = null, TimeSpan? timeout = null)
    {
        _settings = settings;
        _resolve = resolve ?? Dns.GetHostAddressesAsync;
        _timeout = timeout ?? TimeSpan.FromSeconds(20);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseProxy = settings.Proxy is not null,
            Proxy = settings.Proxy is null ? null : new WebProxy(settings.Proxy),
            ConnectTimeout = s_connectTimeout,
            // A connection is reused only for a short time, because the name may get another address.
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 0,
        };
        if (settings.Proxy is null)
            handler.ConnectCallback = ConnectAsync;
        _http = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("JoinArena-Privacy-Portal/1");
    }

    /// <summary>Sends a request and reads the beginning of the response.</summary>
    /// <exception cref="OutboundHttpException">There is no response.</exception>
    public async Task<OutboundResponse> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        if (request.RequestUri is not { } address || !_settings.MayCall(address))
            throw new OutboundHttpException("address-refused");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(_timeout);
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return new(
                (int)answer.StatusCode,
                answer.Headers.RetryAfter,
                await ReadBeginningAsync(answer.Content, limit.Token)
            );
        }
        catch (OperationCanceledException fault) when (!ct.IsCancellationRequested)
        {
            throw new OutboundHttpException("timed-out", fault);
        }
        catch (HttpRequestException fault)
        {
            throw fault.InnerException as OutboundHttpException ?? new OutboundHttpException(GetKind(fault), fault);
        }
    }

    public void Dispose() => _http.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var host = context.DnsEndPoint.Host;
        IPAddress[] found;
        try
        {
            found = IPAddress.TryParse(host, out var literal) ? [literal] : await _resolve(host, ct);
        }
        catch (SocketException fault)
        {
            throw new OutboundHttpException("name-not-found", fault);
        }

        // If one of a name's addresses is private, none of its addresses is called.
        if (found.Length == 0)
            throw new OutboundHttpException("name-not-found");
        if (!_settings.AllowPrivateNetworks && !Array.TrueForAll(found, PublicIPRanges.Contains))
            throw new OutboundHttpException("address-refused");

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Reads the beginning of the body. The status is already known, so a body that breaks off or is too slow is only
    /// cut short.
    /// </summary>
    private static async Task<string> ReadBeginningAsync(HttpContent content, CancellationToken limit)
    {
        var bytes = new byte[MaxBodyBytes];
        var read = 0;
        try
        {
            await using var body = await content.ReadAsStreamAsync(limit);
            while (read < bytes.Length && await body.ReadAsync(bytes.AsMemory(read), limit) is > 0 and var more)
                read += more;
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or HttpRequestException)
        {
            return Encoding.UTF8.GetString(bytes, 0, read);
        }

        return Encoding.UTF8.GetString(bytes, 0, read);
    }

    private static string GetKind(HttpRequestException fault) =>
        fault.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => "name-not-found",
            HttpRequestError.ConnectionError => "not-reached",
            HttpRequestError.SecureConnectionError => "not-secure",
            HttpRequestError.ConfigurationLimitExceeded => "answer-too-large",
            _ => "connection-lost",
        };
}
