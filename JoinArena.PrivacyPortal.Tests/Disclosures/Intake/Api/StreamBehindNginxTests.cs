using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Intake.Api;

/// <summary>A stream through a real nginx, configured as the documentation says.</summary>
[Trait("Speed", "slow")]
public sealed partial class StreamBehindNginxTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_line_is_answered_while_the_stream_continues()
    {
        var documented = Documented().Match(await File.ReadAllTextAsync(Repository.GetPath("docs/integration.md")));
        var location = documented.Groups["location"].Value;
        location.ShouldContain("http://127.0.0.1:5080");
        await using var nginx = await Nginx.StartAsync(
            location.Replace(
                "http://127.0.0.1:5080",
                portal.Url.GetLeftPart(UriPartial.Authority),
                StringComparison.Ordinal
            )
        );
        var key = (await portal.CreateApiClientAsync()).Http.DefaultRequestHeaders.Authorization!.Parameter!;
        await using var stream = await EventStream.OpenAsync(nginx.Url, key);

        for (var n = 0; n < 3; n++)
        {
            await stream.SendAsync("{}\n");
            var answer = await stream.ReadAnswerAsync().WaitAsync(TimeSpan.FromSeconds(20));
            ((int?)answer!["index"]).ShouldBe(n);
        }

        await stream.EndAsync();
        (await stream.ReadAnswerAsync()).ShouldBeNull();
    }

    [GeneratedRegex("```nginx\n(?<location>location /api/v1/disclosures .*?)```", RegexOptions.Singleline, 10_000)]
    private static partial Regex Documented();
}
