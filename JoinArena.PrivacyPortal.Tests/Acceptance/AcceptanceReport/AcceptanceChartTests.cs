using System.Globalization;
using Bunit;
using JoinArena.PrivacyPortal.Acceptance.AcceptanceReport;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Acceptance.AcceptanceReport;

/// <summary>The curve of the workers who have accepted a version.</summary>
public sealed class AcceptanceChartTests : BunitContext
{
    private static readonly DateOnly s_day = new(2026, 12, 1);

    public AcceptanceChartTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        Services.AddSingleton(TestLocalizer.English);
        Services.AddSingleton(TimeProvider.System);
        Services.AddScoped<DisplayFormatter>().AddSingleton(new BasePath(""));
    }

    [Theory]
    [InlineData(1, "1, 0")]
    [InlineData(2, "2, 1, 0")]
    [InlineData(3, "3, 0")]
    [InlineData(4, "4, 2, 0")]
    public void The_scale_has_no_half_of_a_worker(int workers, string scale) =>
        // By class: the scale is hidden from those who hear the page.
        string.Join(", ", Show(workers, accepted: 1).FindAll(".uptake__scale span").Select(s => s.TextContent))
            .ShouldBe(scale);

    [Theory]
    [InlineData(3, 2, "By 1 December 2026 it was accepted by 2 of 3 workers.")]
    [InlineData(1, 1, "By 1 December 2026 it was accepted by 1 of 1 worker.")]
    public void The_caption_says_how_many_of_how_many(int workers, int accepted, string caption) =>
        Show(workers, accepted).Find("figcaption").TextContent.Trim().ShouldBe(caption);

    private IRenderedComponent<AcceptanceChart> Show(int workers, int accepted) =>
        Render<AcceptanceChart>(chart =>
            chart
                .Add(c => c.Version, "1.0")
                .Add(c => c.Since, s_day)
                .Add(c => c.Until, s_day)
                .Add(c => c.Days, [new DailyAcceptanceCount(s_day, accepted)])
                .Add(c => c.Workers, workers)
        );
}
