using System.Net;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Shell.Localization;

/// <summary>Which language a page is in, and how a person changes it.</summary>
public sealed class LanguageChoiceTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("es-MX, en;q=0.5", "es", "ltr")]
    [InlineData("fr, pt;q=0.8", "pt-BR", "ltr")]
    [InlineData("pt-PT", "pt-BR", "ltr")]
    [InlineData("ar-EG", "ar", "rtl")]
    [InlineData("es;q=0, en", "en", "ltr")]
    [InlineData("tlh", "en", "ltr")]
    public async Task A_visitor_reads_in_the_language_of_the_browser(string accepted, string tag, string direction)
    {
        var visitor = portal.CreateAnonymousClient().Send("Accept-Language", accepted);

        await visitor.GoToAsync("/contact");

        visitor.Page.DocumentElement.GetAttribute("lang").ShouldBe(tag);
        visitor.Page.DocumentElement.GetAttribute("dir").ShouldBe(direction);
        using var answer = await visitor.FetchAsync("/contact");
        answer.Content.Headers.ContentLanguage.ShouldBe([tag]);
    }

    [Fact]
    public async Task The_switch_leads_back_to_the_page_and_is_kept_in_the_browser()
    {
        var visitor = portal.CreateAnonymousClient().Send("Accept-Language", "ar");

        await (await visitor.GoToAsync("/policy/history?from=mail")).PressAsync("Español");

        visitor.Path.ShouldBe("/policy/history?from=mail");
        visitor.Page.DocumentElement.GetAttribute("lang").ShouldBe("es");
        visitor.Page.QuerySelector("header button[aria-current]")!.TextContent.ShouldBe("Español");
        var cookie = visitor.Cookies.ShouldHaveSingleItem();
        (cookie.Name, cookie.Value, cookie.HttpOnly).ShouldBe(("joinarena-language", "es", true));
    }

    [Fact]
    public async Task A_page_that_is_cached_for_all_is_cached_for_each_language()
    {
        foreach (var tag in (string[])["en", "es", "ar", "es"])
        {
            var visitor = portal.CreateAnonymousClient().Send("Accept-Language", tag);
            (await visitor.GoToAsync("/policy")).Page.DocumentElement.GetAttribute("lang").ShouldBe(tag);
        }
    }

    [Fact]
    public async Task A_choice_is_kept_with_the_account_and_emails_have_it()
    {
        var worker = await portal.SetUpAsync(Given.Worker());
        var ana = await portal.SignInAsync(worker.Email);
        await ana.GoToAsync("/account/manage");
        var choices = ana.Page.QuerySelectorAll("main dd ul[aria-label=Language] button");
        choices.Select(b => b.TextContent).ShouldBe(["English", "Español", "Português (Brasil)", "العربية"]);
        await ana.PressAsync("Português (Brasil)");
        ana.Path.ShouldBe("/account/manage");
        ana.Page.DocumentElement.GetAttribute("lang").ShouldBe("pt-BR");

        var elsewhere = (await portal.SignInAsync(worker.Email)).Send("Accept-Language", "en");
        (await elsewhere.GoToAsync("/inbox")).Page.DocumentElement.GetAttribute("lang").ShouldBe("pt-BR");
        var register = portal.Services.GetRequiredService<WorkerRegister>();
        (await register.FindAsync(worker.Id, CancellationToken.None))!.Language.ShouldBe("pt-BR");

        await register.AnnounceAsync(
            worker.Id,
            new(worker.Email, worker.Name, worker.Jurisdiction) { Locale = "de" },
            CancellationToken.None
        );
        (await register.FindAsync(worker.Id, CancellationToken.None))!.Language.ShouldBe("pt-BR", "a choice stays");
    }

    [Theory]
    [InlineData("es_MX", "es")]
    [InlineData("ES", "es")]
    [InlineData("pt_PT", "pt-BR")]
    [InlineData("ar-SA", "ar")]
    [InlineData("de", "en")]
    public async Task Without_a_choice_it_is_the_language_that_JoinArena_knows_of(string locale, string tag)
    {
        var worker = await portal.SetUpAsync(Given.Worker());
        await portal
            .Services.GetRequiredService<WorkerRegister>()
            .AnnounceAsync(
                worker.Id,
                new(worker.Email, worker.Name, worker.Jurisdiction) { Locale = locale },
                CancellationToken.None
            );

        var ana = await portal.SignInAsync(worker.Email);

        (await ana.GoToAsync("/inbox")).Page.DocumentElement.GetAttribute("lang").ShouldBe(tag);
    }

    [Fact]
    public async Task The_privacy_team_reads_English()
    {
        var officer = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));
        officer.Send("Accept-Language", "ar");

        foreach (var path in (string[])["/staff", "/", "/policy"])
        {
            await officer.GoToAsync(path);
            officer.Page.DocumentElement.GetAttribute("lang").ShouldBe("en", path);
            officer.Page.QuerySelector("button[name=language]").ShouldBeNull(path);
        }
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("")]
    public async Task A_made_up_form_leads_nowhere_else(string page)
    {
        using var answer = await portal
            .CreateAnonymousClient()
            .ForgeAsync("/language", ("language", "es"), ("page", page));

        answer.RequestMessage!.RequestUri!.PathAndQuery.ShouldBe("/");
    }

    [Fact]
    public async Task Another_site_cannot_choose_and_an_unknown_language_changes_nothing()
    {
        var foreign = portal.CreateAnonymousClient().Send("Sec-Fetch-Site", "cross-site");
        using var refused = await foreign.ForgeAsync("/language", ("language", "es"), ("page", "/"));
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        foreign.Cookies.ShouldBeEmpty();

        var visitor = portal.CreateAnonymousClient();
        using var ignored = await visitor.ForgeAsync("/language", ("language", "tlh"), ("page", "/contact"));
        ignored.StatusCode.ShouldBe(HttpStatusCode.OK);
        visitor.Cookies.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("es_MX", "es")]
    [InlineData("PT", "pt-BR")]
    [InlineData("ar-001", "ar")]
    [InlineData("en-GB", "en")]
    [InlineData("de", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_language_tag_is_understood_in_any_spelling(string? tag, string? language) =>
        (PortalLanguage.Find(tag)?.Tag).ShouldBe(language);
}
