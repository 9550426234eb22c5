using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Staff.Activity;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Tests.Staff.Activity;

/// <summary>What the audit trail says about a page that a member of the team was refused.</summary>
public sealed class RefusedPageTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task The_team_reads_which_page_a_member_was_refused_by_its_name()
    {
        var auditor = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Auditor));

        await auditor.GoToAsync("/staff/keys");
        auditor.Path.ShouldStartWith("/account/denied");

        // An event is saved a moment after it happened.
        var row = await Eventually.FindAsync(
            async () =>
            {
                await auditor.GoToAsync("/staff/activity?kind=page-refused");
                return auditor.Page.QuerySelector("tbody tr")?.TextContent;
            },
            () => "the refused page"
        );
        auditor.Page.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        row.ShouldContain("Tried to open a page");
        row.Split("No access").Length.ShouldBe(2, "it is said once");
        row.ShouldContain("API keys");
        row.ShouldNotContain("/staff");
    }

    [Fact]
    public void Each_page_for_some_of_the_team_has_a_name_of_its_own_in_the_audit_trail()
    {
        var words = portal.Services.GetRequiredService<IStringLocalizer<SharedResource>>();
        var patterns = portal
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(IsForSomeOfTheTeam)
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .Distinct()
            .ToList();

        patterns.ShouldContain("/staff/requests/{Number}/refuse");
        patterns
            .Where(pattern =>
                words.DescribePage(pattern) == "A page of the privacy team"
                || words.DescribePage(pattern) == "A page for workers"
            )
            .ShouldBeEmpty();
    }

    private static bool IsForSomeOfTheTeam(RouteEndpoint endpoint)
    {
        List<string> roles =
        [
            .. endpoint
                .Metadata.OfType<IAuthorizeData>()
                .SelectMany(a => (a.Roles ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)),
        ];
        return roles.Exists(r => Roles.StaffRoles.Contains(r)) && !Array.TrueForAll(Roles.StaffRoles, roles.Contains);
    }
}
