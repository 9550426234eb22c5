using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Account;

/// <summary>Staff, who are invited.</summary>
public sealed class StaffInvitationServiceTests(Portal portal) : IClassFixture<Portal>
{
    private StaffInvitationService Invitations => portal.Services.GetRequiredService<StaffInvitationService>();

    [Fact]
    public async Task An_invitation_opens_an_account_with_its_role_once()
    {
        var link = (
            await Invitations.InviteAsync("officer@joinarena.example", Roles.Officer, CancellationToken.None)
        ).Value!;

        var person = await portal.CreateAnonymousClient().GoToAsync(link.PathAndQuery);
        await person.Type("New password", Given.Password).PressAsync("Set this password");
        person.Text.ShouldContain("Your new password is set");

        await person.SignInAsync("officer@joinarena.example", Given.Password);
        person.Text.ShouldContain("The privacy team’s pages need a second step");
        (await portal.CreateAnonymousClient().GoToAsync(link.PathAndQuery)).Text.ShouldContain(
            "This link no longer works"
        );
    }

    [Fact]
    public async Task An_invited_address_cannot_be_taken_by_registering_it()
    {
        var link = (
            await Invitations.InviteAsync("auditor@joinarena.example", Roles.Auditor, CancellationToken.None)
        ).Value!;

        var stranger = await portal.CreateAnonymousClient().GoToAsync("/account/register");
        await stranger
            .Type("Email", "auditor@joinarena.example")
            .Type("Password", "The-strangers-own-1")
            .PressAsync("Create account");
        await portal.Mail.WaitForEmailToAsync("auditor@joinarena.example", "already have an account");

        (await portal.CreateAnonymousClient().GoToAsync(link.PathAndQuery)).Text.ShouldContain(
            "For the account auditor@joinarena.example."
        );
    }

    [Theory]
    [InlineData("officer@joinarena.example", Roles.Worker, InvitationError.NotAStaffRole)]
    [InlineData("officer@joinarena.example", "king", InvitationError.NotAStaffRole)]
    [InlineData("not an address", Roles.Officer, InvitationError.NotAnAddress)]
    public async Task An_invitation_that_cannot_be_made_is_named(string email, string role, InvitationError refusal) =>
        (await Invitations.InviteAsync(email, role, CancellationToken.None)).Error.ShouldBe(refusal);
}
