using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Staff;

/// <summary>How the team handles disclosures that no clause covers, and what the workers see of it.</summary>
public sealed class UncoveredPageTests(StaffPortal portal) : IClassFixture<StaffPortal>
{
    [Fact]
    public async Task An_officer_takes_and_explains_an_incident_and_the_worker_reads_that_with_the_disclosure_and_on_their_page()
    {
        var (given, party) = await portal.CreateUncoveredDisclosureAsync("Glamour Shots");
        var name = await portal.CreateStaffAccountAsync(Roles.Officer);
        var officer = await portal.SignInAsync(name);
        (await officer.GoToAsync("/staff")).Text.ShouldContain("Broke the policy or a stop");
        await officer.GoToAsync($"/staff/uncovered?party={party}");
        officer.Text.ShouldContain("Salary expectation, Glamour Shots");
        await officer.FollowAsync("Salary expectation, Glamour Shots");
        officer.Page.QuerySelector("td[data-label=Worker]")!.TextContent.ShouldBe($"{given.Name} {given.Id}");
        officer
            .Page.QuerySelector("td[data-label='Reported by']")!
            .TextContent.Trim()
            .ShouldStartWith("A system without an announced name");
        officer
            .Page.QuerySelectorAll("section[aria-labelledby=facts] dt")
            .Select(t => t.TextContent)
            .ShouldBe(["Party", "Kind of party", "Purpose", "Kind of data", "Explanation shown to workers"]);

        await officer.Type("State", "explained").PressAsync("Save");
        officer.Text.ShouldContain("Enter the explanation for the workers.");
        await officer
            .Type("State", "explained")
            .Type("Assigned to", name)
            .Type("Explanation for the workers concerned", "A form sent it along by mistake. It no longer does.")
            .PressAsync("Save");
        officer.Text.ShouldContain("Saved.");
        officer.Text.ShouldContain($"Explained, assigned to {name}.");

        var worker = await portal.SignInAsync(given.Email);
        (await worker.GoToAsync("/my-data")).Text.ShouldContain("A form sent it along by mistake. It no longer does.");
        await worker.FollowAsync("See this disclosure");
        worker.Text.ShouldContain("What the privacy team says: A form sent it along by mistake. It no longer does.");
        worker.Text.ShouldNotContain(name);
        (await worker.GoToAsync("/my-data/looked")).Text.ShouldContain(
            "They viewed your disclosures that no clause covers."
        );
    }

    [Fact]
    public async Task A_fixed_incident_that_happens_again_is_first_on_the_teams_home_page()
    {
        var (given, party) = await portal.CreateUncoveredDisclosureAsync("Goes On");
        var officer = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));
        await (await officer.GoToAsync($"/staff/uncovered?party={party}")).FollowAsync("Salary expectation, Goes On");
        await officer.Type("State", "fixed").PressAsync("Save");
        (await officer.GoToAsync($"/staff/uncovered?party={party}&state=open")).Text.ShouldContain(
            "No group matches this filter."
        );

        await (await portal.CreateApiClientAsync()).DiscloseAsync(
            Given.Disclosure(given.Id, party, "photo-generation", "salary-expectation")
        );
        await portal.CountUncoveredAsync();

        (await officer.GoToAsync("/staff")).Text.ShouldContain("had been fixed, and go");
        await (await officer.GoToAsync($"/staff/uncovered?party={party}&state=open")).FollowAsync(
            "Salary expectation, Goes On"
        );
        officer.Text.ShouldContain("This was marked as fixed. On");
    }

    [Fact]
    public async Task What_breaks_an_accepted_version_comes_first_and_missing_acceptances_are_one_line()
    {
        var (_, party) = await portal.CreateUncoveredDisclosureAsync("Breach");
        var newcomer = await portal.SetUpAsync(Given.Worker());
        await (await portal.CreateApiClientAsync()).DiscloseAsync(
            Given.Disclosure(newcomer.Id, party, "photo-generation", "interview-image")
        );
        await portal.CountUncoveredAsync();
        var officer = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));

        await officer.GoToAsync($"/staff/uncovered?party={party}");
        RowsOf(officer).ShouldBe(["Salary expectation, Breach"]);
        officer.Text.ShouldContain("Photo service, to make photos");
        officer.Text.ShouldContain(
            "1 group of disclosures happened before the workers had accepted any policy. It is open. 1 party is involved, on "
        );

        await officer.FollowAsync("See them one by one");
        RowsOf(officer).ShouldBe(["Interview image, Breach"]);
        await officer.FollowAsync("See what broke the policy or a stop");
        RowsOf(officer).ShouldContain("Salary expectation, Breach");
        RowsOf(officer).ShouldNotContain("Interview image, Breach");

        await officer.GoToAsync($"/staff/parties/{party}");
        await officer.FollowAsync("2");
        RowsOf(officer).ShouldBe(["Interview image, Breach", "Salary expectation, Breach"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_list_is_filtered_by_party_purpose_and_kind_of_data_chosen_by_name()
    {
        var (_, party) = await portal.CreateUncoveredDisclosureAsync("Chosen By Name");
        await portal.CreateUncoveredDisclosureAsync("Left Out");
        var officer = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Officer));
        await officer.GoToAsync("/staff/uncovered");
        officer
            .Page.QuerySelectorAll("select[name=party] option")
            .Single(o => o.TextContent == "Chosen By Name")
            .GetAttribute("value")
            .ShouldBe(party);

        officer
            .Page.QuerySelectorAll("select[name=data] option")
            .ShouldContain(o => o.TextContent == "Salary expectation");

        await officer.GoToAsync($"/staff/uncovered?party={party}&data=salary-expectation&purpose=photo-generation");

        RowsOf(officer).ShouldBe(["Salary expectation, Chosen By Name"]);
        var others = await officer.GoToAsync($"/staff/uncovered?party={party}&data=transcript");
        others.Text.ShouldContain("No group matches this filter.");
    }

    [Fact]
    public async Task An_auditor_reads_without_changing_and_a_worker_has_no_access()
    {
        var (given, party) = await portal.CreateUncoveredDisclosureAsync("Audited");
        var auditor = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Auditor));
        await (await auditor.GoToAsync($"/staff/uncovered?party={party}")).FollowAsync("Salary expectation, Audited");
        auditor.Text.ShouldContain("You can read this. Only officers can change it.");
        var page = auditor.Path;

        await auditor.Type("State", "fixed").PressAsync("Save");

        auditor.Status.ShouldBe(403);
        var worker = await portal.SignInAsync(given.Email);
        (await worker.GoToAsync("/staff/uncovered")).Path.ShouldStartWith("/account/denied");
        (await worker.GoToAsync(page)).Path.ShouldStartWith("/account/denied");
        (await auditor.GoToAsync($"/staff/uncovered/{Guid.NewGuid()}")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task The_uncovered_pages_are_accessible_and_work_without_scripts()
    {
        var (given, party) = await portal.CreateUncoveredDisclosureAsync("Sound");
        var name = await portal.CreateStaffAccountAsync(Roles.Officer);
        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(name);
            await person.GoesToAsync($"/staff/uncovered?party={party}");
            await person.ExpectsAccessiblePageAsync();
            await person.FollowsAsync("Salary expectation, Sound");
            await person.ExpectsAccessiblePageAsync();
            await person.ChoosesAsync("State", "Explained");
            await person.PressesAsync("Save");
            await person.SeesAsync("Enter the explanation for the workers.");
            await person.ExpectsAccessiblePageAsync();
            await person.TypesAsync("Explanation for the workers concerned", "It was sent along by mistake.");
            await person.ChoosesAsync("Assigned to", name);
            await person.PressesAsync("Save");
            await person.SeesAsync("Saved.");
            await person.ExpectsAccessiblePageAsync();
        });
        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(given.Email);
            await person.GoesToAsync("/my-data");
            await person.SeesAsync("It was sent along by mistake.");
            await person.ExpectsAccessiblePageAsync();
            await person.FollowsAsync("See this disclosure");
            await person.SeesAsync("What the privacy team says:");
            await person.ExpectsAccessiblePageAsync();
        });
        await portal.VisitInBrowserAsync(
            async person =>
            {
                await person.SignsInAsync(name);
                await person.GoesToAsync($"/staff/uncovered?party={party}&state=explained&mine=1");
                await person.FollowsAsync("Salary expectation, Sound");
                await person.SeesAsync("Open");
            },
            javaScript: false
        );
    }

    private static string[] RowsOf(HtmlClient reader) =>
        [.. reader.Page.QuerySelectorAll("th a").Select(a => a.TextContent.Trim())];
}
