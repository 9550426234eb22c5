using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace JoinArena.PrivacyPortal.Tests.Account.Oidc;

/// <summary>A browser that stops at each redirect, so that what is on the way can be changed.</summary>
internal sealed class OidcBrowser : IDisposable
{
    private readonly Uri _portal;
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _http;

    public OidcBrowser(Uri portal)
    {
        _portal = portal;
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies });
    }

    public bool IsSignedIn => _cookies.GetAllCookies().Any(c => c.Name == "joinarena-session");

    /// <summary>Begins a sign-in and signs in at the provider.</summary>
    /// <returns>The address that leads back, not opened yet.</returns>
    public async Task<string> GoToProviderAsync() =>
        await GetAsync(await GetAsync("/account/oidc/sign-in?returnUrl=/"));

    /// <summary>Opens an address.</summary>
    /// <returns>Where that leads; the empty text if nowhere.</returns>
    public async Task<string> GetAsync(string address)
    {
        using var answer = await SendAsync(new(_portal, address));
        return answer.Headers.Location?.ToString() ?? "";
    }

    public Task<HttpResponseMessage> SendAsync(Uri address) => _http.GetAsync(address);

    public static string Find(string address, string parameter) =>
        QueryHelpers.ParseQuery(new Uri(address).Query)[parameter].ToString();

    public static string Replace(string address, string parameter, string value)
    {
        var query = QueryHelpers.ParseQuery(new Uri(address).Query);
        query[parameter] = value;
        return QueryHelpers.AddQueryString(address.Split('?')[0], query);
    }

    public void Dispose() => _http.Dispose();
}
