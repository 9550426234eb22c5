using System.Security.Claims;
using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Policies.Reading;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Policies.Reading;

public sealed class PolicyPageTests : BunitContext
{
    /// <summary>Finds the lines for the reader, which stand below a clause and its note.</summary>
    private const string Footnotes = "section[id][aria-label] > [role=note] ~ p";

    private readonly TemporaryPolicies _policies = new();
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private readonly DefaultHttpContext _http = new();

    public PolicyPageTests()
    {
        Services
            .AddLocalization()
            .AddScoped<DisplayFormatter>()
            .AddSingleton(new BasePath(""))
            .AddSingleton<TimeProvider>(_clock)
            .AddSingleton(_ => PolicyLibrary.Load(_policies.Root));
        _http.Request.Path = "/policy";
    }

    [Fact]
    public void Anyone_reads_the_original_word_for_word_with_every_clause_at_its_anchor()
    {
        var page = Open();

        // What is ours, between the parts of the law, are paragraphs.
        var legal = page.FindAll("article > h2, article > div, article section > div")
            .SelectMany(e => e.Children.Length > 0 ? e.Children.Select(c => c.TextContent) : [e.TextContent]);
        string.Join(' ', [page.Find("h1").TextContent, .. legal]).ShouldBe(string.Join(' ', PolicyTextTests.Original));
        page.FindAll("section[id][aria-label]")
            .Select(s => s.Id)
            .ShouldBe(page.FindAll("nav a[href*='#']").Select(a => a.GetAttribute("href")!.Split('#')[1]));
        page.Find("h1 + p").TextContent.Trim().ShouldBe("Version 1.0, in force since 1 November 2025.");
    }

    [Fact]
    public void Every_clause_has_its_plain_note_set_apart_and_nothing_about_the_reader()
    {
        var page = Open();

        page.FindAll("section[id][aria-label] > [role=note]").Count.ShouldBe(8);
        page.Find("article")
            .TextContent.ShouldContain("The names of the clauses and the plain words are not part of it.");
        page.FindAll("[role=note] b").ShouldAllBe(b => b.TextContent == "In plain words (not part of the policy)");
        page.FindAll(Footnotes).ShouldBeEmpty();
        page.Markup.ShouldNotContain("accept");
        page.Markup.ShouldNotContain("style=");
    }

    [Fact]
    public void Beside_a_text_in_another_language_our_own_words_say_which_language_and_direction_they_have()
    {
        _policies.WithPublished("1.1", "2026-10-01T00:00:00Z", languages: "ar");

        var page = Open(version: "1.1", language: "ar");

        Marks(page.Find("article")).ShouldBe(("ar", "rtl"));
        var notes = page.FindAll("article [role=note]");
        notes.Count.ShouldBe(8);
        notes.Select(Marks).Distinct().ShouldBe([(null, null)], "they are in the language of the text");
        notes.Select(note => Marks(note.QuerySelector("b")!)).Distinct().ShouldBe([("en", "ltr")]);

        static (string? Language, string? Direction) Marks(IElement element) =>
            (element.GetAttribute("lang"), element.GetAttribute("dir"));
    }

    [Fact]
    public void A_worker_who_accepted_reads_when_and_what_happened_under_a_clause()
    {
        Services.AddSingleton<IVersionAcceptanceProvider>(
            new Standing(new(new(2026, 11, 24, 14, 2, 0, TimeSpan.Zero), "/acceptances/1"))
        );
        Services.AddSingleton<IClauseFootnoteProvider>(new Footnote());

        var page = Open(worker: "w-1");

        page.Find("h1 + p")
            .TextContent.ShouldBe(
                "Version 1.0, in force since 1 November 2025. You accepted it on 24 November 2026 at 14:02 (UTC). See what we recorded"
            );
        page.Find("a[href='/acceptances/1']").TextContent.ShouldBe("See what we recorded");
        page.Find("#hiring-access > p:last-child")
            .TextContent.Trim()
            .ShouldBe("Under this clause: 14 disclosures to 3 parties");
        page.FindAll(Footnotes).Count.ShouldBe(1);
    }

    [Fact]
    public void A_worker_who_has_not_accepted_is_shown_where_to_decide()
    {
        Services.AddSingleton<IVersionAcceptanceProvider>(new Standing(null));

        Open(worker: "w-1").Find("a[href='/policy/accept']").TextContent.ShouldBe("Read it and decide");
    }

    [Fact]
    public void A_worker_who_accepted_an_earlier_version_is_led_to_what_is_different()
    {
        _policies.WithPublished("1.1", "2026-10-01T00:00:00Z");
        EarlierAcceptance earlier = new("1.0", new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero));
        Services.AddSingleton<IVersionAcceptanceProvider>(new Standing(null, earlier));

        var page = Open(worker: "w-1");

        page.Find("h1 + p").TextContent.ShouldContain("You accepted version 1.0 on 3 March 2026.");
        page.Find("a[href='/policy/compare/1.0/1.1']").TextContent.ShouldBe("What is different from yours");
        page.Find("a[href='/policy/accept']").TextContent.ShouldBe("Read it and decide");
    }

    [Fact]
    public void A_clause_bears_the_name_that_the_contents_promise()
    {
        var page = Open();

        page.FindAll("section[id][aria-label] > p:first-child")
            .Select(name => name.TextContent)
            .ShouldBe(page.FindAll("nav[aria-label=Contents] li a").Select(link => link.TextContent.Trim()));
    }

    [Fact]
    public void An_older_version_says_until_when_it_was_in_force_and_links_to_the_current_one()
    {
        _policies.WithPublished("1.1", "2026-10-01T00:00:00Z");
        Services.AddSingleton<IVersionAcceptanceProvider>(new Standing(null));

        var page = Open(version: "1.0", worker: "w-1");

        page.Find("h1 + p").TextContent.ShouldContain("Version 1.0, in force from 1 November 2025 to 1 October 2026.");
        page.Find("a[href='/policy']").TextContent.ShouldBe("Read the current version");
        page.FindAll("a[href='/policy/accept']").ShouldBeEmpty();
    }

    [Fact]
    public void A_coming_version_says_from_when_it_is_in_force()
    {
        _policies.WithPublished("1.1", "2027-01-01T00:00:00Z");

        Open(version: "1.1").Find("h1 + p").TextContent.ShouldContain("Version 1.1, in force from 1 January 2027.");
        Open().Find("h1 + p").TextContent.ShouldContain("Version 1.0, in force since");
    }

    [Theory]
    [InlineData("9.9", null)]
    [InlineData("1.0", "tlh")]
    public void A_missing_version_is_not_found(string version, string? language)
    {
        var asked = false;
        Services.GetRequiredService<NavigationManager>().OnNotFound += (_, _) => asked = true;

        Open(version, language).FindAll("article").ShouldBeEmpty();

        asked.ShouldBeTrue();
    }

    [Fact]
    public void The_history_lists_every_version_newest_first()
    {
        _policies.WithPublished("1.1", "2026-10-01T00:00:00Z").WithPublished("2.0", "2027-10-01T00:00:00Z");

        var page = Render<PolicyHistoryPage>();

        page.Find("h1").TextContent.ShouldBe("All versions of the policy");
        page.FindAll("li h2 a").Select(a => a.TextContent).ShouldBe(["Version 2.0", "Version 1.1", "Version 1.0"]);
        page.FindAll("li h2 span").Select(t => t.TextContent.Trim()).ShouldBe(["Coming", "In force"]);
        page.FindAll("li p:nth-of-type(2)")
            .Select(p => p.TextContent.Trim())
            .ShouldBe([
                "New. It changes what you agree to.",
                "New. It changes what you agree to.",
                "The first version.",
            ]);
        page.FindAll("li p a")
            .Select(a => a.GetAttribute("href"))
            .ShouldBe(["/policy/compare/1.1/2.0", "/policy/compare/1.0/1.1"]);
        page.FindAll("details a")
            .Select(a => a.GetAttribute("href"))
            .ShouldBe(["/policy/2.0/text?lang=en", "/policy/1.1/text?lang=en", "/policy/1.0/text?lang=en"]);
        page.FindAll("details code")[^1].TextContent.ShouldBe(File.ReadAllText(_policies.LockFile)[..64]);
        page.FindAll("form").Select(f => f.GetAttribute("action")).ShouldBe(["/policy/compare", "/policy/at"]);
        page.FindAll("li p:first-of-type")
            .Select(p => p.TextContent)
            .ShouldBe([
                "In force from 1 October 2027.",
                "In force since 1 October 2026.",
                "Was in force from 1 November 2025 to 1 October 2026.",
            ]);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _policies.Dispose();
    }

    private IRenderedComponent<PolicyPage> Open(string? version = null, string? language = null, string? worker = null)
    {
        if (worker is not null)
            _http.User = new ClaimsPrincipal(new ClaimsIdentity([new(WorkerAccess.Claim, worker)], "test"));
        return Render<PolicyPage>(page =>
            page.AddCascadingValue<HttpContext>(_http).Add(p => p.Version, version).Add(p => p.Language, language)
        );
    }

    private sealed class Standing(VersionAcceptance? standing, EarlierAcceptance? earlier = null)
        : IVersionAcceptanceProvider
    {
        public Task<EarlierAcceptance?> FindLatestAsync(string workerId, CancellationToken ct) =>
            Task.FromResult(earlier);

        public Task<VersionAcceptance?> FindAsync(string workerId, PolicyVersion version, CancellationToken ct) =>
            Task.FromResult(standing);
    }

    private sealed class Footnote : IClauseFootnoteProvider
    {
        public Task<IReadOnlyDictionary<string, ClauseFootnote>> GetFootnotesAsync(
            PolicyVersion version,
            string workerId,
            CancellationToken ct
        ) =>
            Task.FromResult<IReadOnlyDictionary<string, ClauseFootnote>>(
                new Dictionary<string, ClauseFootnote>
                {
                    ["hiring-access"] = new("14 disclosures to 3 parties", "/my-data?clause=hiring-access"),
                }
            );
    }
}
