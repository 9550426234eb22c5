using System.Globalization;
using System.Text.Encodings.Web;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data.Faults;
using JoinArena.PrivacyPortal.Shell.Contact;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Shell.Errors;

/// <summary>
/// Answers 503 with <c>Retry-After</c> while the database does not work. Its page has neither layout nor sign-in,
/// which need the database themselves.
/// </summary>
internal sealed class OutagePage(IStringLocalizer<SharedResource> words, OperatorContact contact, BasePath site)
    : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        if (DatabaseOutage.Find(exception) is null)
            return false;
        var answer = httpContext.Response;
        answer.StatusCode = StatusCodes.Status503ServiceUnavailable;
        answer.Headers.RetryAfter = DatabaseOutage.RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        // Problem details are written by the next handler.
        if (httpContext.Request.IsFromProgram)
            return false;
        answer.Headers.CacheControl = "no-store";
        answer.ContentType = "text/html; charset=utf-8";
        if (!HttpMethods.IsHead(httpContext.Request.Method))
            await answer.WriteAsync(Render(httpContext.GetRequestedAddress()), cancellationToken);
        return true;
    }

    private string Render(string address)
    {
        var html = HtmlEncoder.Default;
        var title = html.Encode(words["The portal is not available right now"]);
        return $"""
            <!DOCTYPE html>
            <html lang="{PortalLanguage.Current.Tag}" dir="{PortalLanguage.Current.Direction}">
            <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <title>{title}</title>
                <link rel="stylesheet" href="{site["/css/tokens.css"]}">
                <link rel="stylesheet" href="{site["/css/portal.css"]}">
            </head>
            <body>
            <main class="page" id="content">
                <h1>{title}</h1>
                <p>{html.Encode(words["Nothing you sent before is lost. Try again in a few minutes."])}</p>
                <p class="acts"><a class="btn" href="{html.Encode(site.ToUrl(address))}">{html.Encode(
                words["Open the page again"]
            )}</a></p>
                {RenderContact(html)}
            </main>
            </body>
            </html>
            """;
    }

    // Without the contact page, which would need the database for who is signed in.
    private string RenderContact(HtmlEncoder html)
    {
        if (contact.Email is null && contact.Phone is null)
            return "";
        var email = contact.Email is { } address
            ? $"""<a href="mailto:{html.Encode(address.MailText)}">{html.Encode(address.Text)}</a>"""
            : "";
        var phone = contact.Phone is { } number
            ? $"""<a href="{html.Encode(contact.PhoneLink!)}" dir="ltr">{html.Encode(number)}</a>"""
            : "";
        return $"""
            <p>{html.Encode(words["If you need help, contact us:"])}</p>
                <p class="links">{email}{phone}</p>
            """;
    }
}
