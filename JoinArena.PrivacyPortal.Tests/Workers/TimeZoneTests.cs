using System.Net.Http.Json;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Workers;

/// <summary>A worker who lives elsewhere than JoinArena thinks chooses where times are shown for.</summary>
public sealed class TimeZoneTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Worker_sees_times_where_they_are_and_JoinArena_does_not_change_it_back()
    {
        var given = await portal.SetUpAsync(Given.Worker());
        var worker = await portal.SignInAsync(given.Email);
        await worker.GoToAsync("/account/manage");
        worker.Page.QuerySelector("a[href='/account/time-zone']").ShouldNotBeNull();

        await worker.GoToAsync("/account/time-zone");
        await worker.Type("Time zone", "Asia/Tokyo").PressAsync("Save your choice");

        worker.Text.ShouldContain("Your choice is saved");
        worker.Text.ShouldContain("show times in Tokyo");
        await (await portal.CreateApiClientAsync()).PutWorkerAsync(
            given.Id,
            given.Email,
            "Ana Lopes",
            timeZone: "Europe/Berlin"
        );
        (await worker.GoToAsync("/account/manage")).Text.ShouldContain("Time zone Tokyo Change");
        var export = await worker.FetchAsync("/my-data/export.json");
        (await export.Content.ReadAsStringAsync()).ShouldContain("\"chosenTimeZone\":\"Asia/Tokyo\"");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Atlantis/Capital")]
    [InlineData("../../etc/passwd")]
    [InlineData("localtime")]
    public async Task Zone_that_does_not_exist_is_not_taken(string zone)
    {
        var given = await portal.SetUpAsync(Given.Worker());
        var worker = await portal.SignInAsync(given.Email);
        await worker.GoToAsync("/account/time-zone");

        await worker.Type("Time zone", zone).PressAsync("Save your choice");

        worker.Text.ShouldContain("Choose a time zone from the list");
        (await worker.GoToAsync("/account/time-zone")).Text.ShouldNotContain("Your choice is saved");
    }
}
