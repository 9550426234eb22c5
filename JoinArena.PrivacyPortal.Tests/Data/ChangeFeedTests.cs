using System.Globalization;
using JoinArena.PrivacyPortal.Data;
using Microsoft.Extensions.Logging.Abstractions;

namespace JoinArena.PrivacyPortal.Tests.Data;

/// <summary>How open pages are told of a change.</summary>
public sealed class ChangeFeedTests
{
    private readonly ChangeFeed _feed = new(NullLogger<ChangeFeed>.Instance);

    [Fact]
    public async Task A_page_is_renewed_in_its_readers_language_whoever_made_the_change()
    {
        List<string> seen = [];
        Use("es");
        using var spanish = _feed.Subscribe("worker", SeeAsync);
        Use("ar");
        using var arabic = _feed.Subscribe("worker", SeeAsync);
        Use("en");

        await _feed.PublishAsync(["worker"]);

        seen.ShouldBe(["es es", "es es", "ar ar", "ar ar"]);
        CultureInfo.CurrentCulture.Name.ShouldBe("en", "who made the change goes on in their own");
        CultureInfo.CurrentUICulture.Name.ShouldBe("en");

        async Task SeeAsync()
        {
            seen.Add($"{CultureInfo.CurrentCulture.Name} {CultureInfo.CurrentUICulture.Name}");
            await Task.Yield();
            seen.Add($"{CultureInfo.CurrentCulture.Name} {CultureInfo.CurrentUICulture.Name}");
        }
    }

    [Fact]
    public async Task A_page_that_fails_or_is_cancelled_does_not_keep_the_change_from_the_others()
    {
        var told = 0;
        using var cancelled = _feed.Subscribe("worker", () => Task.FromCanceled(new CancellationToken(true)));
        using var failed = _feed.Subscribe("worker", () => Task.FromException(new InvalidOperationException()));
        using var open = _feed.Subscribe(
            "worker",
            () =>
            {
                told++;
                return Task.CompletedTask;
            }
        );

        await _feed.PublishAsync(["worker"]);

        told.ShouldBe(1);
    }

    [Fact]
    public async Task A_page_that_was_left_is_not_told_any_more()
    {
        var told = 0;
        var left = _feed.Subscribe("worker", Count);
        using var open = _feed.Subscribe("worker", Count);
        left.Dispose();

        await _feed.PublishAsync(["worker"]);

        told.ShouldBe(1);

        Task Count()
        {
            told++;
            return Task.CompletedTask;
        }
    }

    private static void Use(string language) =>
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
}
