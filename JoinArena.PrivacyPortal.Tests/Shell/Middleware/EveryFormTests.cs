using System.Net;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Shell.Middleware;

/// <summary>Every form that a person of each kind can reach, on both databases.</summary>
public abstract class EveryFormTests(Portal portal)
{
    private const string NotOpen = "That form is no longer open";

    // These end the session that the others are tried in; the role that is changed may be the person's own.
    private static readonly string[] s_last = ["sign-out-everywhere", "end-", "change"];

    [Theory]
    [InlineData(null, 4)]
    [InlineData(Roles.Worker, 12)]
    [InlineData(Roles.Officer, 12)]
    [InlineData(Roles.Administrator, 10)]
    public async Task A_form_sent_twice_is_handled_once_and_answered_with_a_page_both_times(string? role, int least)
    {
        var (person, forms) = await ArriveAsync(role, least);
        var faults = new List<string>();
        foreach (var form in forms)
        {
            using var first = await form.SendAsync(person);
            using var second = await form.SendAsync(person);

            faults.AddRange(await FindFaultsAsync(form, first));
            faults.AddRange(await FindFaultsAsync(form, second));
            // A post that did something ends in a redirect. Who is not signed in is not known again.
            var wasDone = first.RequestMessage!.Method == HttpMethod.Get;
            var text = await second.Content.ReadAsStringAsync();
            if (role is not null && wasDone && !text.Contains(NotOpen, StringComparison.Ordinal))
                faults.Add($"{form.Address} {form.Name}: handled twice");
        }

        faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, "a\u001Bb", "U+001B")]
    [InlineData(Roles.Worker, "a\u202Eb", "U+202E")]
    [InlineData(Roles.Officer, "a\u202Eb", "U+202E")]
    [InlineData(Roles.Administrator, "a\u0007b", "U+0007")]
    public async Task A_text_that_nobody_can_keep_is_refused_at_its_field(string? role, string text, string named)
    {
        var (person, forms) = await ArriveAsync(role, least: 1);
        var faults = new List<string>();
        foreach (var (form, field) in forms.SelectMany(form => form.Texts.Select(field => (form, field))))
        {
            using var answer = await form.SendAsync(person, field, text);
            var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            if ((int)answer.StatusCode != 422 || !page.Contains(named, StringComparison.Ordinal))
                faults.Add($"{form.Address} {form.Name} {field}: {(int)answer.StatusCode}");
            else if (!page.Contains("aria-invalid=\"true\"", StringComparison.Ordinal))
                faults.Add($"{form.Address} {form.Name} {field}: not at the field");
        }

        faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Roles.Worker)]
    [InlineData(Roles.Officer)]
    public async Task A_text_with_U0000_is_answered_with_a_page_and_nothing_is_done(string role)
    {
        var (person, forms) = await ArriveAsync(role, least: 1);
        foreach (var (form, field) in forms.SelectMany(form => form.Texts.Select(field => (form, field))))
        {
            using var answer = await form.SendAsync(person, field, "a\0b");
            ((int)answer.StatusCode).ShouldBe(400, $"{form.Address} {form.Name} {field}");
            (await answer.Content.ReadAsStringAsync()).ShouldContain("<h1");
        }
    }

    [Fact]
    public async Task A_name_copied_from_a_page_is_found_with_the_marks_that_the_page_put_around_it()
    {
        var worker = await portal.SetUpAsync(Given.Worker());
        var officer = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));
        await officer.GoToAsync("/staff/workers");

        await officer
            .Type("Id, email address or name", $"\u2068{worker.Email}\u2069")
            .Type("Reason for your search", "They wrote to us")
            .PressAsync("Search");

        officer.Text.ShouldContain(worker.Id);
    }

    private static async Task<IEnumerable<string>> FindFaultsAsync(PostedForm form, HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        var page = await answer.Content.ReadAsStringAsync();
        return status is 200 or 403 or 404 or 410 && page.Contains("<h1", StringComparison.Ordinal)
            ? []
            : [$"{form.Address} {form.Name}: {status}"];
    }

    private async Task<(HtmlClient Person, IReadOnlyList<PostedForm> Forms)> ArriveAsync(string? role, int least)
    {
        var worker = await portal.SetUpAsync(Given.Worker().WhoseDataWentTo("northwind", "Northwind"));
        var asking = await portal.SignInAsync(worker.Email);
        await asking.GoToAsync("/deletion/new");
        await asking.Choose("Form.Kind", "everything").PressAsync("Continue");
        await asking.PressAsync("Continue");
        await asking.Type("Password", Given.Password).PressAsync("Confirm deletion request");
        var person = role switch
        {
            null => portal.CreateAnonymousClient(),
            Roles.Worker => asking,
            _ => await portal.SignInAsync(await portal.CreateStaffAccountAsync(role)),
        };
        string[] starts = role switch
        {
            null => ["/", "/account/login", "/account/register", "/account/forgot-password"],
            Roles.Worker => ["/", "/account/manage", "/deletion/new", "/my-data", "/digests"],
            _ => ["/staff", "/account/manage", "/staff/workers", "/staff/requests", "/staff/keys", "/staff/parties"],
        };
        var forms = await PostedForm.FindAllAsync(person, starts);
        var tried = forms
            .Where(form => !s_last.Any(name => form.Name.StartsWith(name, StringComparison.Ordinal)))
            .ToList();
        tried.Count.ShouldBeGreaterThanOrEqualTo(least, string.Join(", ", tried.Select(f => $"{f.Address} {f.Name}")));
        return (person, tried);
    }

    public sealed class OnSqlite(Portal portal) : EveryFormTests(portal), IClassFixture<Portal>;

    public sealed class OnPostgres(PortalOnPostgres portal) : EveryFormTests(portal), IClassFixture<PortalOnPostgres>;
}
