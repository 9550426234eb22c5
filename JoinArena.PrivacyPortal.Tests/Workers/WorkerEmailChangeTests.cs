using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Tests.Account;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Workers;

/// <summary>JoinArena announces a worker with another address, or an address of a former worker for a new one.</summary>
public abstract class WorkerEmailChangeTests(Portal portal)
{
    private const string Again = "Confirm your email address again";

    private readonly string _id = $"w-{Guid.CreateVersion7():N}";

    private string Former => $"former-{_id}@people.example";

    private string New => $"new-{_id}@people.example";

    [Fact]
    public async Task Who_confirmed_the_new_address_before_confirms_it_again_and_both_addresses_hear_of_it()
    {
        await portal.AddAccountAsync(Former);
        await portal.AddAccountAsync(New);
        await AnnounceAsync(_id, Former);
        var before = await portal.SignInAsync(Former);
        var after = await portal.SignInAsync(New);
        (await before.GoToAsync("/my-data")).Path.ShouldBe("/my-data");

        await AnnounceAsync(_id, New);

        (await before.GoToAsync("/my-data")).Path.ShouldNotBe("/my-data");
        (await after.GoToAsync("/my-data")).Path.ShouldBe("/account/not-linked");
        after.Text.ShouldContain(Again);
        (await portal.Mail.WaitForEmailToAsync(Former, "was changed")).Text.ShouldNotContain(New);
        (await portal.Mail.WaitForEmailToAsync(New, "Confirm that this is your")).Text.ShouldNotContain(Former);

        await after.PressAsync("Send me a link");
        var link = (await portal.Mail.WaitForEmailToAsync(New, "asked to confirm it again")).FindLink(
            "/account/confirm-address"
        );
        await (await after.GoToAsync(link)).PressAsync("Confirm my email address");

        after.Path.ShouldBe("/");
        (await after.GoToAsync("/my-data")).Path.ShouldBe("/my-data");
        await after.GoToAsync("/my-data/looked");
        after.Text.ShouldContain("Your email address was changed.");
        after.Text.ShouldContain("No one on JoinArena’s privacy team has viewed your data.");
        (await after.GoToAsync("/inbox")).Text.ShouldContain("Your email address at JoinArena was changed");
    }

    [Fact]
    public async Task The_earlier_owner_of_an_address_does_not_see_the_worker_who_has_it_later()
    {
        await portal.AddAccountAsync(Former);
        await AnnounceAsync(_id, Former);
        await AnnounceAsync(_id, New);
        await AnnounceAsync($"{_id}-later", Former);

        var earlier = await portal.SignInAsync(Former);

        (await earlier.GoToAsync("/my-data")).Path.ShouldBe("/account/not-linked");
        earlier.Text.ShouldContain(Again);
    }

    [Fact]
    public async Task The_link_to_confirm_again_opens_nothing_for_a_reader_of_the_email_who_is_not_signed_in()
    {
        await portal.AddAccountAsync(Former);
        await AnnounceAsync(_id, Former);
        await AnnounceAsync(_id, New);
        await AnnounceAsync($"{_id}-later", Former);
        var earlier = await portal.SignInAsync(Former);
        await (await earlier.GoToAsync("/account/not-linked")).PressAsync("Send me a link");
        var link = (await portal.Mail.WaitForEmailToAsync(Former, "confirm it again")).FindLink(
            "/account/confirm-address"
        );
        await portal.AddAccountAsync(New);
        var other = await portal.SignInAsync(New);

        (await portal.CreateAnonymousClient().GoToAsync(link)).Path.ShouldStartWith("/account/login");
        (await other.GoToAsync(link)).Text.ShouldContain("This link no longer works");
        (await earlier.GoToAsync("/my-data")).Path.ShouldBe("/account/not-linked");
    }

    [Fact]
    public async Task A_new_password_set_from_an_email_confirms_the_address_too()
    {
        await portal.AddAccountAsync(New);
        await AnnounceAsync(_id, Former);
        await AnnounceAsync(_id, New);
        var person = await portal.CreateAnonymousClient().GoToAsync("/account/forgot-password");
        await person.Type("Email", New).PressAsync("Send me a link");
        await person.GoToAsync(
            (await portal.Mail.WaitForEmailToAsync(New, "new password")).FindLink("/account/reset-password")
        );
        await person.Type("New password", "Slow-river-72-stones").PressAsync("Set this password");

        await person.SignInAsync(New, "Slow-river-72-stones");

        (await person.GoToAsync("/my-data")).Path.ShouldBe("/my-data");
    }

    [Fact]
    public async Task An_invitation_to_the_team_that_a_colleague_hands_over_does_not_open_a_workers_data()
    {
        await AnnounceAsync(_id, New);
        var link = await portal
            .Services.GetRequiredService<StaffInvitationService>()
            .InviteAsync(New, Roles.Auditor, CancellationToken.None);
        var colleague = await portal.CreateAnonymousClient().GoToAsync(link.Value!.PathAndQuery);
        await colleague.Type("New password", Given.Password).PressAsync("Set this password");

        await colleague.SignInAsync(New, Given.Password);

        (await colleague.GoToAsync("/account/not-linked")).Text.ShouldContain(Again);
    }

    private async Task AnnounceAsync(string id, string email) =>
        await (await portal.CreateApiClientAsync()).PutWorkerAsync(id, email, "Ana Lopes");

    public sealed class OnSqlite(Portal portal) : WorkerEmailChangeTests(portal), IClassFixture<Portal>;

    public sealed class OnPostgres(PortalOnPostgres portal)
        : WorkerEmailChangeTests(portal),
            IClassFixture<PortalOnPostgres>;
}
