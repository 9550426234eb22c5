using System.Net;
using System.Text.RegularExpressions;

namespace JoinArena.PrivacyPortal.Benchmarks.Support;

/// <summary>
/// A visitor with cookies. It stores them itself: the portal's cookies are for HTTPS only, and the benchmarks use HTTP.
/// </summary>
internal sealed partial class CookieClient(Uri address) : IDisposable
{
    private readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            MaxConnectionsPerServer = 64,
        }
    )
    {
        BaseAddress = address,
    };
    private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);

    public Uri Address => address;

    public string Cookies => string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));

    /// <summary>Reads a page, which must answer 200.</summary>
    public async Task<string> GetAsync(string path, CancellationToken ct)
    {
        var (status, text) = await SendAsync(new(HttpMethod.Get, path), ct);
        return status is HttpStatusCode.OK ? text : throw new InvalidOperationException($"{path} answered {status}.");
    }

    /// <summary>Begins to read a response, which must be 200. The caller reads its body as it arrives, and disposes it.</summary>
    public async Task<HttpResponseMessage> GetResponseAsync(string path, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", Cookies);
        var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        return answer.StatusCode is HttpStatusCode.OK
            ? answer
            : throw new InvalidOperationException($"{path} answered {answer.StatusCode}.");
    }

    /// <summary>Signs in with the form.</summary>
    public async Task SignInAsync(string email, string password, CancellationToken ct)
    {
        var page = await GetAsync("/account/login", ct);
        var hidden = Hidden()
            .Matches(page)
            .DistinctBy(field => field.Groups["name"].Value)
            .ToDictionary(
                field => field.Groups["name"].Value,
                field => WebUtility.HtmlDecode(field.Groups["value"].Value),
                StringComparer.Ordinal
            );
        hidden["Email"] = email;
        hidden["Password"] = password;
        var (status, _) = await SendAsync(
            new(HttpMethod.Post, "/account/login") { Content = new FormUrlEncodedContent(hidden) },
            ct
        );
        if (status is not HttpStatusCode.Found)
            throw new InvalidOperationException($"Signing in as {email} answered {status}.");
    }

    public void Dispose() => _http.Dispose();

    private async Task<(HttpStatusCode Status, string Text)> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        if (_cookies.Count > 0)
            request.Headers.Add("Cookie", Cookies);
        using (request)
        using (var answer = await _http.SendAsync(request, ct))
        {
            if (answer.Headers.TryGetValues("Set-Cookie", out var set))
            {
                foreach (var pair in set.Select(cookie => cookie.Split(';')[0].Split('=', 2)))
                    _cookies[pair[0]] = pair[1];
            }

            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(ct));
        }
    }

    [GeneratedRegex(
        "<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"",
        RegexOptions.None,
        5000
    )]
    private static partial Regex Hidden();
}
