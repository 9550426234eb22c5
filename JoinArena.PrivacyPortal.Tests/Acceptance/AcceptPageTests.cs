using System.Security.Claims;
using Bunit;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Acceptance.Handoff;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Policies;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Forms.Mapping;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Acceptance;

/// <summary>What a worker meets when asked to accept, state by state.</summary>
public sealed class AcceptPageTests : BunitContext, IClassFixture<SqliteDatabase>
{
    private readonly string _worker = $"w-{Guid.CreateVersion7()}";
    private readonly TemporaryPolicies _policies = new TemporaryPolicies()
        .WithPublished("1.1", "2026-12-01T00:00:00Z", "material", "pt")
        .WithPublished("1.2", "2027-02-01T00:00:00Z", "editorial");
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 24, 14, 2, 0, TimeSpan.Zero));
    private readonly SentForm _sent = new();
    private readonly DefaultHttpContext _http = new();

    public AcceptPageTests(SqliteDatabase database)
    {
        Services
            .AddLocalization()
            .AddScoped<DisplayFormatter>()
            .AddSingleton<TimeProvider>(_clock)
            .AddSingleton(_ => PolicyLibrary.Load(_policies.Root))
            .AddSingleton(database.Contexts)
            .AddSingleton<AcceptanceQueries>()
            .AddSingleton<AcceptanceService>()
            .AddSingleton<WorkerRegister>()
            .AddSingleton(AcceptanceTestData.ReceiptIssuer)
            .AddSingleton(
                new ReturnOrigins(new HashSet<string>(StringComparer.Ordinal) { "https://app.joinarena.example" })
            )
            .AddSingleton<AcceptanceCodeService>()
            .AddSingleton<IFormValueMapper>(_sent)
            .AddSingleton<AntiforgeryStateProvider, NoToken>();
        Services.AddSupplyValueFromFormProvider();
        _http.Request.Path = "/policy/accept";
        _http.User = new ClaimsPrincipal(new ClaimsIdentity([new(WorkerAccess.Claim, _worker)], "test"));
    }

    [Fact]
    public async Task The_page_shows_the_full_text_above_an_unticked_box()
    {
        var page = await OpenAsync();

        page.Find("h1").TextContent.ShouldBe("Version 1.0: read and decide");
        string.Join(' ', page.Find("article").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .ShouldBe(string.Join(' ', PolicyTextTests.Original));
        var box = page.Find("input[type=checkbox]");
        box.HasAttribute("checked").ShouldBeFalse();
        box.ParentElement!.TextContent.Trim().ShouldBe("I have read and accept version 1.0");
        page.Find("form button").TextContent.ShouldBe("Accept");
        page.Find("form a").GetAttribute("href").ShouldBe("/");
        page.Find(".lead")
            .TextContent.ShouldContain("You can see who has your data and ask for deletion whether you accept or not.");
    }

    [Fact]
    public async Task The_worker_who_accepts_is_led_to_the_record()
    {
        _http.Connection.RemoteIpAddress = System.Net.IPAddress.Parse("::ffff:192.0.2.7");
        _http.Request.Headers.UserAgent = new string('x', 900);

        await SubmitAsync(
            new()
            {
                Version = "1.0",
                Language = "en",
                Accepted = true,
            }
        );

        var kept = (await BookedAsync()).ShouldHaveSingleItem();
        new Uri(Services.GetRequiredService<NavigationManager>().Uri).AbsolutePath.ShouldBe($"/acceptances/{kept.Id}");
        kept.IpAddress.ShouldBe("192.0.2.7");
        kept.UserAgent!.Length.ShouldBe(500);
    }

    [Fact]
    public async Task The_page_records_nothing_without_the_tick_and_says_so_twice()
    {
        var page = await SubmitAsync(new() { Version = "1.0", Language = "en" });

        (await BookedAsync()).ShouldBeEmpty();
        page.Find(".errors a").GetAttribute("href").ShouldBe("/policy/accept#accepted");
        page.Find(".errors").HasAttribute("autofocus").ShouldBeTrue();
        var box = page.Find("#accepted");
        box.GetAttribute("aria-invalid").ShouldBe("true");
        page.Find($"#{box.GetAttribute("aria-describedby")}")
            .TextContent.ShouldContain("Tick the checkbox to accept, or choose “Not now”.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_version_that_was_replaced_while_it_was_read_is_not_accepted_and_the_new_one_is_shown(
        bool ticked
    )
    {
        _clock.SetUtcNow(new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));
        var page = await SubmitAsync(
            new()
            {
                Version = "1.0",
                Language = "en",
                Accepted = ticked,
            }
        );

        (await BookedAsync()).ShouldBeEmpty();
        page.Find("[role=alert]").TextContent.ShouldContain("Version 1.0 is no longer current");
        page.Find("[role=alert]").TextContent.ShouldContain("Nothing was recorded. The text below is version 1.1.");
        page.Find(".check").TextContent.Trim().ShouldBe("I have read and accept version 1.1");
        page.FindAll(".errors").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1.1", "Version 1.1 is not in force yet")]
    [InlineData("9.9", "There is no such version")]
    public async Task A_version_that_cannot_be_accepted_is_named(string version, string words)
    {
        var page = await SubmitAsync(
            new()
            {
                Version = version,
                Language = "en",
                Accepted = true,
            }
        );

        (await BookedAsync()).ShouldBeEmpty();
        page.Find("[role=alert]").TextContent.ShouldContain(words);
    }

    [Fact]
    public async Task A_worker_who_has_accepted_reads_when_and_is_not_asked_again()
    {
        await OpenAsync();
        await Services
            .GetRequiredService<AcceptanceService>()
            .AcceptAsync(_worker, "1.0", "en", new(null, null, null), CancellationToken.None);

        var page = await OpenAsync();

        page.Find(".note").TextContent.ShouldContain("You accepted it on 24 November 2026 at 14:02 (UTC).");
        page.FindAll("form").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_worker_who_accepted_an_earlier_version_reads_first_what_is_new()
    {
        await OpenAsync();
        await Services
            .GetRequiredService<AcceptanceService>()
            .AcceptAsync(_worker, "1.0", "en", new(null, null, null), CancellationToken.None);
        _clock.SetUtcNow(new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));

        var page = await OpenAsync();

        page.Find(".note").TextContent.ShouldContain("New since version 1.0, which you accepted");
        page.Find(".note").TextContent.ShouldContain("Version 1.1: New.");
        page.Find(".note").TextContent.ShouldContain("What may happen to your data has not changed.");
        page.Find(".check").TextContent.Trim().ShouldBe("I have read and accept version 1.1");
    }

    [Fact]
    public async Task An_editorial_version_asks_for_nothing_and_may_be_accepted()
    {
        await AcceptAsync("1.0", new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero));
        await AcceptAsync("1.1", new(2026, 12, 5, 0, 0, 0, TimeSpan.Zero));
        _clock.SetUtcNow(new(2027, 2, 1, 0, 0, 0, TimeSpan.Zero));

        var page = await OpenAsync();

        page.Find(".note").TextContent.ShouldContain("You do not need to do anything");
        page.Find(".note")
            .TextContent.ShouldContain(
                "Only the wording changed between version 1.1, which you accepted on 5 December 2026, and version 1.2."
            );
        page.Find(".check").TextContent.Trim().ShouldBe("I have read and accept version 1.2");
    }

    [Fact]
    public async Task An_editorial_version_does_not_hide_the_material_one_before_it()
    {
        await AcceptAsync("1.0", new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero));
        _clock.SetUtcNow(new(2027, 2, 1, 0, 0, 0, TimeSpan.Zero));

        var page = await OpenAsync();

        page.Find(".note").TextContent.ShouldContain("New since version 1.0, which you accepted");
        page.FindAll(".note p")
            .Select(p => p.TextContent)
            .Where(p => p.StartsWith("Version ", StringComparison.Ordinal))
            .ShouldBe(["Version 1.1: New.", "Version 1.2: New."]);
    }

    [Fact]
    public async Task The_policy_can_be_read_and_accepted_in_every_language_it_is_written_in()
    {
        _clock.SetUtcNow(new(2026, 12, 5, 0, 0, 0, TimeSpan.Zero));
        Services.GetRequiredService<NavigationManager>().NavigateTo("/policy/accept?lang=pt&returnUrl=%2Fmy-data");

        var page = await OpenAsync();

        page.Find("article").GetAttribute("lang").ShouldBe("pt");
        page.FindAll("nav a")
            .Select(a => (a.TextContent, a.GetAttribute("href"), a.GetAttribute("aria-current")))
            .ShouldBe([
                ("English", "/policy/accept?lang=en&returnUrl=%2Fmy-data", null),
                ("Português", "/policy/accept?lang=pt&returnUrl=%2Fmy-data", "true"),
            ]);
        page.Find("[name='Form.Language']").GetAttribute("value").ShouldBe("pt");
        page.Find(".note:has(a[href='/policy/compare/1.1/1.1/pt'])")
            .TextContent.ShouldContain("If the texts differ, the English text applies.");

        await SubmitAsync(
            new()
            {
                Version = "1.1",
                Language = "pt",
                Accepted = true,
            }
        );
        (await BookedAsync()).ShouldHaveSingleItem().Language.ShouldBe("pt");
    }

    [Fact]
    public async Task A_page_whose_wording_has_changed_since_it_was_opened_is_shown_again()
    {
        var page = await SubmitAsync(
            new()
            {
                Version = "1.0",
                Language = "en",
                Accepted = true,
                Wording = new AcceptanceWording("Yes", "Go").Sha256,
            }
        );

        (await BookedAsync()).ShouldBeEmpty();
        page.Find("[role=alert]").TextContent.ShouldContain("This page has changed since you opened it");
    }

    [Fact]
    public async Task The_first_version_can_be_read_but_not_accepted_before_it_is_in_force()
    {
        _clock.AdjustTime(new(2025, 10, 1, 0, 0, 0, TimeSpan.Zero));

        var page = await OpenAsync();

        page.FindAll("form").ShouldBeEmpty();
        page.Find(".note").TextContent.Trim().ShouldBe("You can accept this version from 1 November 2025.");
    }

    [Theory]
    [InlineData("/my-data?kind=hiring-company", "/my-data?kind=hiring-company")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("https://app.joinarena.example/back?job=7", "https://app.joinarena.example/back?job=7&declined=1")]
    [InlineData("https://app.joinarena.example.evil.example/", "/")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public async Task The_button_Not_now_leads_back_to_the_portal_or_to_an_allowed_site_and_nowhere_else(
        string asked,
        string back
    )
    {
        Services
            .GetRequiredService<NavigationManager>()
            .NavigateTo($"/policy/accept?returnUrl={Uri.EscapeDataString(asked)}");

        (await OpenAsync()).Find("form a").GetAttribute("href").ShouldBe(back);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _policies.Dispose();
    }

    private async Task AcceptAsync(string version, DateTimeOffset at)
    {
        await Services
            .GetRequiredService<WorkerRegister>()
            .AnnounceAsync(_worker, new($"{_worker}@people.example", "Ana Lopes", "DE"), CancellationToken.None);
        _clock.AdjustTime(at);
        (
            await Services
                .GetRequiredService<AcceptanceService>()
                .AcceptAsync(_worker, version, "en", new(null, null, null), CancellationToken.None)
        ).IsSuccess.ShouldBeTrue();
    }

    private async Task<IRenderedComponent<AcceptPage>> OpenAsync()
    {
        await Services
            .GetRequiredService<WorkerRegister>()
            .AnnounceAsync(_worker, new($"{_worker}@people.example", "Ana Lopes", "DE"), CancellationToken.None);
        var page = Render<AcceptPage>(p => p.AddCascadingValue<HttpContext>(_http));
        page.WaitForElement("article");
        return page;
    }

    private async Task<IRenderedComponent<AcceptPage>> SubmitAsync(AcceptForm form)
    {
        form.Wording ??= new AcceptanceWording($"I have read and accept version {form.Version}", "Accept").Sha256;
        _sent.Form = form;
        var page = await OpenAsync();
        await page.Find("form").SubmitAsync();
        return page;
    }

    private async Task<IReadOnlyList<PolicyAcceptance>> BookedAsync() =>
        await Services.GetRequiredService<AcceptanceQueries>().GetAcceptancesAsync(_worker, CancellationToken.None);

    /// <summary>What the browser sent.</summary>
    private sealed class SentForm : IFormValueMapper
    {
        public AcceptForm? Form { get; set; }

        public bool CanMap(Type valueType, string scopeName, string? formName) =>
            valueType == typeof(AcceptForm) && formName == AcceptForm.Name;

        public void Map(FormValueMappingContext context) => context.SetResult(Form);
    }

    private sealed class NoToken : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }
}
