using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace JoinArena.PrivacyPortal.Tests.Support.Browsing;

/// <summary>What a journey notices by itself, seen against pages that are wrong on purpose.</summary>
public sealed class BrowserUserTests : IAsyncLifetime
{
    private const string Sound =
        """<!DOCTYPE html><html lang="en"><head><title>t</title><link rel="icon" href="data:,"></head>"""
        + "<body><main><h1>Hello</h1>{0}</main></body></html>";

    private WebApplication _site = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _site = builder.Build();
        Serve("/sound", "<p>Fine.</p>");
        Serve("/inline-script", "<script>document.title = 'x'</script>");
        Serve("/missing-picture", """<img src="/nowhere.png" alt="Nothing">""");
        Serve("/no-label", """<input type="text">""");
        Serve("/too-wide", """<pre>""" + new string('x', 80) + "</pre>");
        Serve("/gone", "<p>Not here.</p>", 404);
        await _site.StartAsync();
    }

    public async Task DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public Task A_page_without_faults_passes() => LookAtAsync("/sound");

    [Fact]
    public Task A_page_without_faults_passes_without_scripts() => LookAtAsync("/sound", javaScript: false);

    [Fact]
    public Task A_document_that_is_expected_to_be_missing_passes() =>
        BrowserUser.RunAsync(
            Url,
            async person =>
            {
                await person.GoesToAsync("/gone", expecting: 404);
                await person.SeesAsync("Not here.");
                await person.ExpectsAccessiblePageAsync();
            }
        );

    [Theory]
    [InlineData("/inline-script", "Content Security Policy")]
    [InlineData("/missing-picture", "404")]
    [InlineData("/no-label", "label")]
    [InlineData("/too-wide", "scrolls sideways (dark, 320 px)")]
    [InlineData("/gone", "404")]
    public async Task A_page_with_a_fault_fails_and_says_why(string page, string says)
    {
        var fault = await Should.ThrowAsync<InvalidOperationException>(() => LookAtAsync(page));
        fault.Message.ShouldContain(says);
        fault.Message.ShouldContain(page);
    }

    private Uri Url => new(_site.Urls.Single());

    private Task LookAtAsync(string page, bool javaScript = true) =>
        BrowserUser.RunAsync(
            Url,
            async person =>
            {
                await person.GoesToAsync(page);
                await person.ExpectsAccessiblePageAsync();
            },
            javaScript
        );

    private void Serve(string path, string body, int status = 200) =>
        _site.MapGet(
            path,
            (HttpContext context) =>
            {
                context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; img-src 'self' data:";
                return Results.Content(
                    Sound.Replace("{0}", body, StringComparison.Ordinal),
                    "text/html",
                    statusCode: status
                );
            }
        );
}
