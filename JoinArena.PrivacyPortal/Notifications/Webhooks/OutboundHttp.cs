using System.Net;
using System.Net.Sockets;
using System.Text;

namespace JoinArena.PrivacyPortal.Notifications.Webhooks;

/// <summary>
/// Calls other people's machines, and never one it should not (OWASP ASVS 5.0.0, 1.3.6): the name is resolved here and
/// the connection goes to exactly the address
/// that was checked, redirects are not followed, and time and size are limited.
/// </summary>
public sealed class OutboundHttp : IDisposable
{
    /// <summary>Finds the addresses of a name.</summary>
    public delegate Task<IPAddress[]> Resolver(string host, CancellationToken ct);

    /// <summary>The most that is read of an answer.</summary>
    public const int MaxBodyBytes = 8 * 1024;

    private static readonly TimeSpan s_toConnect = TimeSpan.FromSeconds(10);

    private readonly ConnectorSettings _settings;
    private readonly Resolver _resolve;
    private readonly TimeSpan _patience;
    private readonly HttpClient _http;

    /// <param name="settings">What may be called.</param>
    /// <param name="resolve">The system's resolver when null.</param>
    /// <param name="patience">The most a call may take from first to last; 20 seconds when null.</param>
    public OutboundHttp(ConnectorSettings settings, Resolver? resolve = null, TimeSpan? patience = null)
    {
        (_settings, _resolve, _patience) = (
            settings,
            resolve ?? Dns.GetHostAddressesAsync,
            patience ?? TimeSpan.FromSeconds(20)
        );
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseProxy = settings.Proxy is not null,
            Proxy = settings.Proxy is null ? null : new WebProxy(settings.Proxy),
            ConnectTimeout = s_toConnect,
            // A connection is used again only as long as what was checked about its address can be thought still true.
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

    /// <summary>Sends a request and reads the beginning of the answer.</summary>
    /// <exception cref="OutboundHttpException">There is no answer.</exception>
    public async Task<OutboundResponse> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        if (request.RequestUri is not { } address || !_settings.MayCall(address))
            throw new OutboundHttpException("address-refused");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(_patience);
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return new(
                (int)answer.StatusCode,
                answer.Headers.RetryAfter,
                await BeginningAsync(answer.Content, limit.Token)
            );
        }
        catch (OperationCanceledException fault) when (!ct.IsCancellationRequested)
        {
            throw new OutboundHttpException("timed-out", fault);
        }
        catch (HttpRequestException fault)
        {
            throw fault.InnerException as OutboundHttpException ?? new OutboundHttpException(WordFor(fault), fault);
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

        // A name that leads inside with one of its addresses is not trusted with the others either.
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

    /// <summary>The status has been given by now, so a body that breaks off or dribbles only ends earlier.</summary>
    private static async Task<string> BeginningAsync(HttpContent content, CancellationToken limit)
    {
        var (bytes, read) = (new byte[MaxBodyBytes], 0);
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

    private static string WordFor(HttpRequestException fault) =>
        fault.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => "name-not-found",
            HttpRequestError.ConnectionError => "not-reached",
            HttpRequestError.SecureConnectionError => "not-secure",
            HttpRequestError.ConfigurationLimitExceeded => "answer-too-large",
            _ => "connection-lost",
        };
}
