using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Shell.BasePaths;

/// <summary>
/// How a link is written, found in the sources: otherwise it would lead out of a portal that is under a path of its host.
/// </summary>
public sealed partial class LinkSourceTests
{
    // Addresses of others.
    private static readonly string[] s_elsewhere =
    [
        "@site",
        "@website",
        "@Operator.PhoneLink",
        "@($\"mailto:{email.MailText}\")",
        "@(EmailAddress.TryParse(contact, out var email) ? email.ToMailtoUri() : contact)",
    ];

    [Fact]
    public void An_attribute_with_an_address_of_the_portal_is_written_with_Site()
    {
        var found = Sources("*.razor").SelectMany(file => Offenders(file.Text).Select(link => $"{file.Name}: {link}"));

        found.ShouldBeEmpty("""write href="@Site["/my-data"]"; see CONTRIBUTING.md""");
    }

    [Fact]
    public void A_component_leads_on_by_GoTo()
    {
        var found =
            from file in Sources("*.razor").Concat(Sources("*.cs"))
            where file.Name != "Access/LocalNavigation.cs"
            from match in Navigation().Matches(file.Text)
            select $"{file.Name}: {match.Value}";

        found.ShouldBeEmpty("""write Navigation.GoTo("/my-data")""");
    }

    [Theory]
    [InlineData("""<a href="/my-data">""")]
    [InlineData("""<a class="btn" href="my-data">""")]
    [InlineData("""<a href="@entry.Href">""")]
    [InlineData("""<a href="@($"/deletion/{number}")">""")]
    [InlineData("""<form method="post" action="/account/sign-out">""")]
    [InlineData("""<button formaction="/language">""")]
    [InlineData("""<script src="/js/live.js"></script>""")]
    public void A_link_that_would_leave_the_portal_is_found(string markup) => Offenders(markup).ShouldNotBeEmpty();

    [Theory]
    [InlineData("""<a href="@Site["/my-data"]">""")]
    [InlineData("""<a href="#question">""")]
    [InlineData("""<PageHead BackHref="/my-data" />""")]
    [InlineData("""<ProofLink Href="@($"/uses/{Id}/proof")" />""")]
    public void A_link_as_it_should_be_is_not_flagged(string markup) => Offenders(markup).ShouldBeEmpty();

    private static IEnumerable<string> Offenders(string markup) =>
        Address()
            .Matches(markup)
            .Select(match => match.Groups["value"].Value)
            .Where(value => !s_elsewhere.Any(other => value.StartsWith(other, StringComparison.Ordinal)));

    private static IEnumerable<(string Name, string Text)> Sources(string kind)
    {
        var root = Repository.GetPath("JoinArena.PrivacyPortal");
        return from file in Directory.EnumerateFiles(root, kind, SearchOption.AllDirectories)
            let name = Path.GetRelativePath(root, file).Replace('\\', '/')
            where
                !name.StartsWith("bin/", StringComparison.Ordinal) && !name.StartsWith("obj/", StringComparison.Ordinal)
            select (name, File.ReadAllText(file));
    }

    // Parameters of components begin with a capital.
    [GeneratedRegex(
        """(?<![\w-])(?:href|src|action|formaction|data-options)="(?!@Site\[|#)(?<value>[^\n]+)""",
        RegexOptions.None,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex Address();

    // To load the page again, its own address will do.
    [GeneratedRegex(
        """\.NavigateTo\((?![Nn]avigation\.Uri\b)[^\n]*""",
        RegexOptions.None,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex Navigation();
}
