using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Staff;

/// <summary>An administrator merges two parties.</summary>
public sealed class MergePartiesPageTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Two_parties_are_merged_and_old_links_lead_to_the_remaining_one()
    {
        var worker = await portal.SetUpAsync(
            Given
                .Worker()
                .WhoAccepted("1.0")
                .WhoseDataWentTo($"old-{Guid.NewGuid():N}", "Old Name")
                .WhoseDataWentTo($"new-{Guid.NewGuid():N}", "New Name")
        );
        var old = worker.Parties[0].Party;
        var stays = worker.Parties[1].Party;
        var admin = await AdminAsync();
        await (await admin.GoToAsync($"/staff/parties/{old}")).FollowAsync("Choose the party to keep");
        // By a part of its name, in whatever case.
        await admin.Type("Name or id of the party to keep", "nEW nam").PressAsync("Find");
        admin.Page.QuerySelectorAll($"td a[href*='into={old}']").ShouldBeEmpty("it is not merged into itself");
        await admin.GoToAsync(
            admin.Page.QuerySelector($"td a[href*='into={stays}']").ShouldNotBeNull(admin.Text).GetAttribute("href")!
        );
        admin.Text.ShouldContain("Old Name becomes part of New Name. This cannot be undone.");
        await admin.PressAsync("Merge the parties");
        admin.Text.ShouldContain("That is not your password.");
        await admin.Type("Your password", Given.Password).PressAsync("Merge the parties");
        admin.Path.ShouldStartWith($"/staff/parties/{stays}");
        admin.Text.ShouldContain($"{old} was merged into it");
        admin.Text.ShouldContain("Disclosures 2 Workers 1");
        (await admin.GoToAsync($"/staff/parties/{old}")).Text.ShouldContain("On");
        admin.Text.ShouldContain("it was merged into");

        var person = await portal.SignInAsync(worker.Email);
        await person.GoToAsync($"/my-data/parties/{old}");
        person.Path.ShouldBe($"/my-data/parties/{stays}");
        person.Text.ShouldContain("Old Name. The two were merged on");
        person.Text.ShouldContain("It received data about you 2 times");
        (await person.GoToAsync("/my-data")).Text.ShouldContain("1 party has received your data.");
        (
            await (await portal.SignInAsync((await portal.SetUpAsync(Given.Worker())).Email)).GoToAsync(
                $"/my-data/parties/{old}"
            )
        ).Status.ShouldBe(404);
        await (await portal.CreateApiClientAsync()).DiscloseAsync(Given.Disclosure(worker.Id, old));
        (await person.GoToAsync($"/my-data/parties/{stays}")).Text.ShouldContain("3 times");
    }

    [Fact]
    public async Task A_party_of_another_kind_is_not_offered_for_a_merge_and_the_page_says_why()
    {
        var id = $"p-{Guid.NewGuid():N}";
        var other = $"p-{Guid.NewGuid():N}";
        var api = await portal.CreateApiClientAsync();
        await api.PutPartyAsync(id, "Merged", "hiring-company");
        await api.PutPartyAsync(other, "Another Kind", "image-api");
        var admin = await AdminAsync();

        await admin.GoToAsync($"/staff/parties/{id}/merge?find={other}");

        admin.Text.ShouldContain("No parties of the same kind found");
        admin.Text.ShouldContain("only parties of one kind can be merged");
        (await admin.GoToAsync($"/staff/parties/{id}/merge?into={other}")).Text.ShouldContain(
            "different kinds of party"
        );
    }

    private async Task<HtmlClient> AdminAsync() =>
        await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Administrator));
}
