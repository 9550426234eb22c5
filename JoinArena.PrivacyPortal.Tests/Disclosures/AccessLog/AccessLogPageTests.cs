using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.AccessLog;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.AccessLog;

/// <summary>The list of who viewed a worker's data, across its pages.</summary>
public sealed class AccessLogPageTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Newer_leads_back_by_one_page()
    {
        var given = await portal.SetUpAsync(Given.Worker());
        await AddViewsAsync(given.Id, (2 * AccessLogService.PageSize) + 1);
        var worker = await portal.SignInAsync(given.Email);
        await worker.GoToAsync("/my-data/looked");
        FindLink("Newer").ShouldBeNull();

        await worker.GoToAsync(FindLink("Older")!);
        await worker.GoToAsync(FindLink("Older")!);
        worker.Page.QuerySelectorAll("main ol > li").ShouldHaveSingleItem();
        FindLink("Older").ShouldBeNull();

        FindLink("Newer").ShouldBe($"/my-data/looked?skip={AccessLogService.PageSize}");
        await worker.GoToAsync(FindLink("Newer")!);
        worker.Page.QuerySelectorAll("main ol > li").Length.ShouldBe(AccessLogService.PageSize);
        FindLink("Newer").ShouldBe("/my-data/looked");

        string? FindLink(string text) =>
            worker
                .Page.QuerySelectorAll("main a")
                .SingleOrDefault(a => a.TextContent.Trim() == text)
                ?.GetAttribute("href");
    }

    private async Task AddViewsAsync(string worker, int count)
    {
        var contexts = portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();
        await using var db = await contexts.CreateDbContextAsync();
        db.AccessLogEntries.AddRange(
            Enumerable
                .Range(0, count)
                .Select(n => new AccessLogEntry
                {
                    WorkerId = worker,
                    At = new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero).AddHours(-n),
                    Target = AccessTarget.Search,
                    Role = Roles.Officer,
                    StaffName = "officer@example.com",
                })
        );
        await db.SaveChangesAsync();
    }
}
