using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Policies.Loading;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Policies;

/// <summary>"The text changed" and "only its rendering changed" are two things: nobody accepts HTML.</summary>
public sealed class PolicyRenderingTests(LivePoliciesPortal portal) : IClassFixture<LivePoliciesPortal>
{
    [Fact]
    public void A_changed_renderer_does_not_change_the_text()
    {
        var text = PolicyLibrary.Load(TemporaryPolicies.Shipped).Find("1.0")!.Texts["en"];
        var document = PolicyMarkdown.Parse(System.Text.Encoding.UTF8.GetString(text.Bytes.Span));

        var one = PolicyMarkdown.ToHtml(document, deeper: 1);
        var other = PolicyMarkdown.ToHtml(document, deeper: 2);

        one.ShouldBe(text.Html);
        other.ShouldNotBe(one);
        text.Sha256.ShouldBe(
            Convert.ToHexStringLower(
                System.Security.Cryptography.SHA256.HashData(
                    File.ReadAllBytes(Path.Combine(TemporaryPolicies.Shipped, "worker-privacy", "1.0", "en.md"))
                )
            )
        );
    }

    [Fact]
    public async Task An_acceptance_stays_valid_when_the_text_is_split_and_explained_differently()
    {
        var worker = await portal.SignInAsync((await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0"))).Email);
        (await worker.GoToAsync("/policy")).Text.ShouldContain("You accepted it on");

        portal
            .Folder.Replace(portal.Folder.VersionFile, "heading: Companies that hire", "heading: Employers")
            .Replace(
                portal.Folder.VersionFile,
                "begins: If the Worker wishes to have their data deleted",
                "begins: JoinArena will comply with such requests"
            );
        await portal.ReloadPoliciesAsync();

        (await worker.GoToAsync("/policy"))
            .Page.QuerySelector("nav a[href$='#hiring-access']")!
            .TextContent.ShouldBe("Employers");
        worker.Text.ShouldContain("You accepted it on");
        (await worker.GoToAsync("/")).Text.ShouldNotContain("You have not accepted it");
        portal.Services.GetRequiredService<PolicyLibrary>().Versions.ShouldHaveSingleItem();
    }
}
