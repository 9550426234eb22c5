using System.Net;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Acceptance;

/// <summary>Nothing a worker has a right to waits for their yes.</summary>
public sealed class RightsBeforeAcceptanceTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/my-data")]
    [InlineData("/my-data/export.json")]
    [InlineData("/my-data/export.csv")]
    [InlineData("/deletion")]
    [InlineData("/deletion/new")]
    [InlineData("/inbox")]
    [InlineData("/acceptances")]
    [InlineData("/policy")]
    public async Task A_worker_who_chooses_Not_now_gets_every_page_of_their_own(string address)
    {
        var worker = await portal.SetUpAsync(Given.Worker().WhoseDataWentTo("parley", "Parley AI"));
        var person = await (await portal.SignInAsync(worker.Email)).GoToAsync("/policy/accept");
        await person.FollowAsync("Not now");

        using var answer = await person.FetchAsync(address);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe(address, "nobody is led elsewhere first");
    }
}
