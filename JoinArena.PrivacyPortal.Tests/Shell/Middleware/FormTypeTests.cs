using System.Text;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Shell.Middleware;

/// <summary>What is sent to a page and is no form gets an answer that says so, and never a fault of ours.</summary>
public sealed class FormTypeTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData(null, "", 415)]
    [InlineData("", "", 415)]
    [InlineData("x", "a=b", 415)]
    [InlineData("application/json", "{}", 415)]
    [InlineData("text/plain", "a=b", 415)]
    [InlineData("multipart/form-data", "a=b", 415)]
    [InlineData("multipart/form-data; boundary=\"\"", "a=b", 415)]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "a=b", 415)]
    [InlineData("application/x-www-form-urlencoded; charset=x", "a=b", 415)]
    [InlineData("multipart/form-data; boundary=x", "a=b", 400)]
    [InlineData("application/x-www-form-urlencoded", "{many}", 400)]
    [InlineData("APPLICATION/X-WWW-FORM-URLENCODED; charset=\"UTF-8\"", "_handler=sign-in&Email=ana", 200)]
    public async Task A_page_takes_forms_and_refuses_the_rest(string? type, string body, int status)
    {
        // With a valid token, so that nothing else is wrong with it.
        var person = await portal.CreateAnonymousClient().GoToAsync("/account/login");
        var token = person.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(portal.Url, "/account/login"));
        request.Headers.Add("Cookie", string.Join("; ", person.Cookies.Select(c => $"{c.Name}={c.Value}")));
        request.Headers.Add("RequestVerificationToken", token);
        if (type is not null)
        {
            var many = string.Join('&', Enumerable.Range(0, 2_000).Select(i => $"f{i}=1"));
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body is "{many}" ? many : body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using var answer = await browser.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(status);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("text/html");
    }

    [Fact]
    public async Task A_public_page_refuses_a_post_without_anything()
    {
        using var browser = new HttpClient();

        using var answer = await browser.PostAsync(new Uri(portal.Url, "/policy"), content: null);

        ((int)answer.StatusCode).ShouldBe(415);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "a=b", 415)]
    [InlineData("multipart/form-data; boundary=x", "a=b", 400)]
    public async Task What_scripts_of_a_page_send_as_a_form_is_one(string type, string body, int status)
    {
        using var browser = new HttpClient();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var answer = await browser.PostAsync(new Uri(portal.Url, "/account/passkeys/request-options"), content);

        ((int)answer.StatusCode).ShouldBe(status);
    }
}
