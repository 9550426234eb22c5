using AngleSharp.Dom;
using Bunit;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Policies.Comparing;
using JoinArena.PrivacyPortal.Policies.Publishing;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Policies.Comparing;

/// <summary>What has changed between two versions, as it is read.</summary>
public sealed class ComparePageTests : BunitContext
{
    private const string Training = "        with: [model-training]\n        for: [model-improvement]";
    private readonly TemporaryPolicies _policies = new();
    private readonly DefaultHttpContext _http = new();

    public ComparePageTests()
    {
        Services
            .AddLocalization()
            .AddScoped<DisplayFormatter>()
            .AddSingleton(new BasePath(""))
            .AddSingleton<TimeProvider>(new FakeTimeProvider(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero)))
            .AddSingleton(_ => PolicyLibrary.Load(_policies.Root));
        _http.Request.Path = "/policy/compare/1.0/2.0";
    }

    [Fact]
    public void The_first_sentence_counts_the_changes_to_the_clauses()
    {
        Given20();

        var page = Open("1.0", "2.0");

        page.Find("h1").TextContent.ShouldBe("What changed from version 1.0 to 2.0");
        page.Find("h1 + p").TextContent.ShouldBe("2 clauses changed, 1 was renamed.");
        page.FindAll("[aria-labelledby=clauses] h3")
            .Select(h => h.TextContent)
            .ShouldBe([
                "Improving JoinArena’s models Changed",
                "What the web says Renamed",
                "Asking for deletion Changed",
            ]);
        page.Find("details summary").TextContent.ShouldBe("5 clauses are the same");
        page.FindAll("details a")
            .ShouldAllBe(a => a.GetAttribute("href")!.StartsWith("/policy/2.0/en#", StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_says_in_words_what_may_now_happen_to_a_workers_data()
    {
        Given20();

        var there = Open("1.0", "2.0");
        var back = Open("2.0", "1.0");

        there
            .FindAll("[aria-labelledby=covers] li")
            .Select(li => li.TextContent)
            .ShouldBe(["Photos made of you may now also go to JoinArena’s model training, to improve its models."]);
        back.FindAll("[aria-labelledby=covers] li")
            .Select(li => li.TextContent)
            .ShouldBe(["Photos made of you may no longer go to JoinArena’s model training, to improve its models."]);
        back.Markup.ShouldContain("You are comparing with an earlier version. Version 1.0 came before version 2.0.");
    }

    [Fact]
    public void Changed_words_are_marked_side_by_side_and_in_one_text_also_for_screen_readers()
    {
        Given20();

        var deletion = Open("1.0", "2.0").Find("section[aria-labelledby=deletion]");

        var before = FindSide(deletion, "Version 1.0");
        before
            .QuerySelectorAll("ins, del")
            .Select(d => d.TextContent)
            .ShouldBe([
                "removed: a request through the relevant support channels provided by JoinArena (end of removed text)",
            ]);
        var after = FindSide(deletion, "Version 2.0");
        after.QuerySelectorAll("ins, del").Select(d => d.TextContent).ShouldBe(["added: one here (end of added text)"]);
        deletion
            .QuerySelectorAll("ins, del")
            .Count(mark => !before.Contains(mark) && !after.Contains(mark))
            .ShouldBe(2, "both stand once more in one text, for a narrow screen");
        deletion.QuerySelector("[role=note]")!.TextContent.ShouldContain("not part of the policy");
    }

    [Fact]
    public void The_page_says_which_kind_of_change_it_is_and_why()
    {
        Given20();

        var why = Open("1.0", "2.0").Find("[aria-labelledby=why]").TextContent;

        why.ShouldContain("Material change");
        why.ShouldContain("New. It changes what you agree to.");
    }

    [Fact]
    public void A_change_outside_the_clauses_is_described_as_such()
    {
        _policies.WithPublished("1.1", "2026-10-01T00:00:00Z");

        var page = Open("1.0", "1.1");

        page.Find("h1 + p").TextContent.ShouldBe("No clause has changed. Only text outside the clauses has changed.");
        page.Find("[aria-labelledby=covers]").TextContent.ShouldContain("What the policy covers has not changed");
        FindSide(page.Find("[aria-labelledby=around]"), "Version 1.1")
            .QuerySelectorAll("ins")
            .Select(i => i.TextContent)
            .ShouldBe(["added: stay (end of added text)"]);
    }

    [Fact]
    public void A_version_compared_with_itself_has_not_changed() =>
        Open("1.0", "1.0").Find("h1 + p").TextContent.ShouldBe("Both are the same version, so nothing has changed.");

    [Fact]
    public void Texts_in_two_languages_are_side_by_side_with_nothing_marked()
    {
        _policies.WithSpanish();

        var page = Open("1.0", "1.0", "es");

        var clauses = page.FindAll("section[aria-labelledby]");
        clauses.Count.ShouldBe(8);
        clauses[0].QuerySelectorAll("[lang]").Select(side => side.GetAttribute("lang")).ShouldBe(["en", "es"]);
        page.FindAll("ins, del").ShouldBeEmpty();
        page.Markup.ShouldContain("Two languages cannot be compared word by word");
    }

    [Fact]
    public void Two_languages_are_read_whole_with_the_introduction_and_the_headings_in_their_places()
    {
        _policies.WithSpanish();

        var page = Open("1.0", "1.0", "es");

        var english = page.FindAll("div[lang=en]").SelectMany(s => s.QuerySelectorAll("div, h2:not([id])"));
        // What is ours between the parts of the text is the names of the clauses.
        Flatten(string.Concat(english.Select(e => e.TextContent)))
            .ShouldBe(Flatten(string.Concat(PolicyTextTests.Original.Skip(1))));
        page.FindAll("[lang=es]").Count(s => s.TextContent.Contains("At JoinArena, we are committed")).ShouldBe(1);

        static string Flatten(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
    }

    [Fact]
    public void The_English_texts_are_compared_where_only_one_version_has_a_translation_and_the_page_says_so()
    {
        _policies.WithPublished("1.1", "2026-10-01T00:00:00Z").WithSpanish();

        var page = Open("1.0", "1.1", "es");

        page.Find("del").Closest("[lang]")!.GetAttribute("lang").ShouldBe("en");
        page.Markup.ShouldContain("One of these versions has no text in this language, so you see the English texts.");
    }

    [Theory]
    [InlineData("1.0", "9.9", null)]
    [InlineData("x", "1.0", null)]
    [InlineData("1.0", "1.0", "tlh")]
    public void A_comparison_with_a_missing_version_is_not_found(string a, string b, string? language)
    {
        var asked = false;
        Services.GetRequiredService<NavigationManager>().OnNotFound += (_, _) => asked = true;

        Open(a, b, language).FindAll("h1").ShouldBeEmpty();

        asked.ShouldBeTrue();
    }

    [Fact]
    public void The_summary_of_changes_fits_in_a_few_lines_wherever_a_version_is_offered()
    {
        Given20();
        var library = Services.GetRequiredService<PolicyLibrary>();

        var told = Render<ChangesSince>(c =>
            c.Add(x => x.From, library.Find("1.0")!).Add(x => x.To, library.Find("2.0")!)
        );

        told.Find("strong").TextContent.ShouldBe("2 clauses changed, 1 was renamed.");
        told.Find("a").GetAttribute("href").ShouldBe("/policy/compare/1.0/2.0");
        told.Markup.ShouldContain("Version 2.0: New.");
        told.Markup.ShouldContain("Photos made of you may now also go to");
        told.FindAll("li:has(span)")
            .Select(li => li.TextContent)
            .ShouldBe([
                "Changed Improving JoinArena’s models",
                "Renamed What the web says",
                "Changed Asking for deletion",
            ]);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _policies.Dispose();
    }

    private void Given20()
    {
        _policies.WithDraft("2.0", "2026-10-01T00:00:00Z");
        var file = _policies.PathOf("2.0", "version.yml");
        var text = _policies.PathOf("2.0", "en.md");
        _policies
            .Replace(file, Training, $"{Training}\n      - data: [generated-photo]\n{Training}")
            .Replace(file, "id: external-sources", "id: web\n    replaces: external-sources")
            .Replace(file, "heading: What other websites say about you", "heading: What the web says")
            .Replace(
                text,
                "submit a request through the relevant support channels provided by JoinArena",
                "submit one here"
            )
            .Replace(text, "we stay committed", "we are committed");
        PolicyPublication.Publish(_policies.Root, "2.0").Findings.ShouldBeEmpty();
    }

    // One of the texts that stand side by side, by the name above it.
    private static IElement FindSide(IElement clause, string name) =>
        clause.QuerySelectorAll("p").Single(p => p.TextContent == name).ParentElement!;

    private IRenderedComponent<ComparePage> Open(string a, string b, string? language = null) =>
        Render<ComparePage>(page =>
            page.AddCascadingValue<HttpContext>(_http).Add(p => p.A, a).Add(p => p.B, b).Add(p => p.Language, language)
        );
}
