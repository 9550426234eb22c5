using System.IO.Compression;
using System.Net.Http.Headers;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Staff.Home;

/// <summary>How much a browser loads for a page of the privacy team.</summary>
public sealed class PageWeightTests(Portal portal) : IClassFixture<Portal>
{
    private const int Budget = 300 * 1024;

    [Theory]
    [InlineData("/staff", true)]
    [InlineData("/staff/requests", true)]
    [InlineData("/staff/parties", true)]
    [InlineData("/staff/deliveries", true)]
    [InlineData("/staff/questions", true)]
    [InlineData("/staff/workers", true)]
    [InlineData("/staff/statistics", false)]
    [InlineData("/staff/keys", false)]
    public async Task A_page_of_the_desk_is_light_and_loads_MudBlazor_only_where_it_is_used(string page, bool usesIt)
    {
        var reader = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Administrator));
        await reader.GoToAsync(page);
        var files = reader
            .Page.QuerySelectorAll("link[rel=stylesheet], script[src]")
            .Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!)
            .ToList();

        files.Any(f => f.Contains("MudBlazor", StringComparison.Ordinal)).ShouldBe(usesIt);
        var sizes = new Dictionary<string, int>(StringComparer.Ordinal) { [page] = reader.Page.Source.Text.Length };
        foreach (var file in files)
            sizes[file] = await WeighAsync(file);
        sizes.Values.Sum().ShouldBeLessThan(Budget, string.Join('\n', sizes.Select(s => $"{s.Key}: {s.Value}")));
    }

    private async Task<int> WeighAsync(string file)
    {
        using var browser = new HttpClient { BaseAddress = portal.Url };
        using var call = new HttpRequestMessage(HttpMethod.Get, file);
        call.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        using var answer = await browser.SendAsync(call);
        answer.EnsureSuccessStatusCode();
        var content = await answer.Content.ReadAsByteArrayAsync();
        if (!answer.Content.Headers.ContentEncoding.Contains("gzip"))
            return content.Length;

        // A portal that was built and not published packs without making anything smaller.
        await using var unpacked = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
        using var packed = new MemoryStream();
        await using (var pack = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            await unpacked.CopyToAsync(pack);
        return (int)packed.Length;
    }
}
