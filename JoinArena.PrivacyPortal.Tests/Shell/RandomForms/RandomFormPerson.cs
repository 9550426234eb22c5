using System.Net;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Shell.RandomForms;

/// <summary>Somebody with cookies, whose requests are sent exactly as they are and whose redirects are not followed.</summary>
internal sealed class RandomFormPerson : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="browser">Whose cookies it has.</param>
    public RandomFormPerson(Portal portal, HtmlClient browser)
    {
        Browser = browser;
        var cookies = new CookieContainer();
        foreach (var cookie in browser.Cookies)
            cookies.Add(cookie);
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies })
        {
            BaseAddress = portal.Url,
        };
    }

    /// <summary>The same person in a browser.</summary>
    public HtmlClient Browser { get; }

    /// <summary>Sends it, and looks at the answer as somebody does who has to read it.</summary>
    public async Task<int> SendAsync(RandomForm form)
    {
        using var message = form.ToMessage();
        using var answer = await _http.SendAsync(message);
        var status = (int)answer.StatusCode;
        status.ShouldBeLessThan(500, form.ToString());
        // Within the portal: a browser reads \ as /, and drops tabs and line ends.
        if (answer.Headers.Location is { } location)
            location.OriginalString.ShouldMatch(@"\A(/(?![/\\\t])|\?)[^\r\n\t]*\z", form.ToString());
        if (form.Method is "TRACE")
            status.ShouldBeGreaterThanOrEqualTo(400, form.ToString());
        if (status >= 400 && form.Method is not "HEAD" && !form.IsRefusedByServer)
            await ShouldSayWhyAsync(answer, form);
        return status;
    }

    public void Dispose() => _http.Dispose();

    private static async Task ShouldSayWhyAsync(HttpResponseMessage answer, RandomForm form)
    {
        var body = await answer.Content.ReadAsStringAsync();
        var words = answer.Content.Headers.ContentType?.MediaType switch
        {
            "text/html" => "<h1",
            "application/problem+json" => "\"detail\":",
            // What speaks to other logs answers as their protocol says.
            "text/plain" => " ",
            var other => throw new InvalidOperationException($"{form} {(int)answer.StatusCode} {other} {body}"),
        };
        body.ShouldContain(words, Case.Sensitive, form.ToString());
    }
}
