using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Account;

/// <summary>Staff, who are invited.</summary>
public sealed class StaffInvitationsTests(Portal portal) : IClassFixture<Portal>
{
    private StaffInvitations Invitations => portal.Services.GetRequiredService<StaffInvitations>();

    [Fact]
    public async Task An_invitation_opens_an_account_with_its_role_once()
    {
        var link = (await Invitations.InviteAsync("officer@joinarena.example", Roles.Officer, CancellationToken.None)).Value!;

        var person = await portal.Stranger().GoToAsync(link.PathAndQuery);
        await person.Type("New password", Given.Password).PressAsync("Set this password");
        person.Text.ShouldContain("Your password is set");

        await person.SignInAsync("officer@joinarena.example", Given.Password);
        person.Text.ShouldContain("Your desk needs a second step");
        (await portal.Stranger().GoToAsync(link.PathAndQuery)).Text.ShouldContain("This link is not good any more");
    }

    [Fact]
    public async Task An_invited_address_cannot_be_taken_by_registering_it()
    {
        var link = (await Invitations.InviteAsync("auditor@joinarena.example", Roles.Auditor, CancellationToken.None)).Value!;

        var stranger = await portal.Stranger().GoToAsync("/account/register");
        await stranger.Type("Email", "auditor@joinarena.example").Type("Password", "The-strangers-own-1").PressAsync("Create account");
        await portal.Mail.NextToAsync("auditor@joinarena.example", "account already");

        (await portal.Stranger().GoToAsync(link.PathAndQuery)).Text.ShouldContain("For the account auditor@joinarena.example.");
    }

    [Theory]
    [InlineData("officer@joinarena.example", Roles.Worker, InvitationRefusal.NotAStaffRole)]
    [InlineData("officer@joinarena.example", "king", InvitationRefusal.NotAStaffRole)]
    [InlineData("not an address", Roles.Officer, InvitationRefusal.NotAnAddress)]
    public async Task What_cannot_be_invited_is_named(string email, string role, InvitationRefusal refusal) =>
        (await Invitations.InviteAsync(email, role, CancellationToken.None)).Refusal.ShouldBe(refusal);
}
