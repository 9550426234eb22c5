using JoinArena.PrivacyPortal.Tests.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Erasure.Redisclosures;

/// <summary>The new copies on the page of a request.</summary>
public sealed class RedisclosureSectionTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task The_latest_copy_is_shown_and_earlier_ones_unfold()
    {
        var given = await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0").WhoseDataWentTo("had-it", "Had It"));
        var worker = await portal.SignInAsync(given.Email);
        var page = $"/deletion/{await worker.ConfirmRequestAsync()}";
        await (await worker.GoToAsync(page)).PressAsync("Notify the parties now");
        var api = await portal.CreateApiClientAsync();

        var started = DateTimeOffset.UtcNow;
        for (var copy = 0; copy < 3; copy++)
            await api.DiscloseAsync(Given.Disclosure(given.Id, "had-it", at: started.AddSeconds(copy)));

        var copies = await Eventually.FindAsync(
            async () =>
                (await worker.GoToAsync(page)).Page.QuerySelector("section[aria-labelledby=copies]") is { } section
                && section.QuerySelectorAll("details li").Length == 2
                    ? section
                    : null,
            () => worker.Text
        );
        copies
            .QuerySelectorAll("p")
            .Count(p => p.TextContent.StartsWith("Had It received", StringComparison.Ordinal))
            .ShouldBe(1);
        copies.QuerySelector("details > summary")!.TextContent.ShouldBe("2 earlier copies");
    }
}
