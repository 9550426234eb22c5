using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Staff;

/// <summary>The lists of the privacy team in a portal where nothing has happened yet.</summary>
public sealed class EmptyListTests(Portal portal) : IClassFixture<Portal>
{
    [Theory]
    [InlineData("/staff/questions", "No open questions", "0 questions")]
    [InlineData("/staff/questions?answered=true", "No answered questions", "0 questions")]
    [InlineData(
        "/staff/deliveries",
        "Nothing was given up. What could not be sent yet is still being tried.",
        "0 failed deliveries"
    )]
    public async Task A_list_without_rows_says_so_once_and_a_search_that_finds_none_says_how_many(
        string address,
        string nothing,
        string count
    )
    {
        var auditor = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Auditor));

        await auditor.GoToAsync(address);
        auditor.Text.Split(nothing).Length.ShouldBe(2, auditor.Text);
        auditor.Text.ShouldNotContain(count);

        await auditor.GoToAsync($"{address}{(address.Contains('?') ? '&' : '?')}find=nothing");
        auditor.Text.ShouldContain(count);
        auditor.Text.ShouldContain("Show all");
    }

    [Fact]
    public async Task An_administrator_reads_that_there_are_no_keys_yet()
    {
        var administrator = await portal.SignInAsync(await portal.CreateStaffAccountAsync(Roles.Administrator));

        (await administrator.GoToAsync("/staff/keys")).Text.ShouldContain("No keys yet.");
    }
}
