using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Journeys;

/// <summary>Signing in, out, and back in after a forgotten password.</summary>
public sealed class AccountJourneyTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_person_who_forgot_their_password_sets_a_new_one_by_email()
    {
        var worker = await portal.SetUpAsync(Given.Worker());

        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(worker.Email);
            await person.PressesAsync("Sign out");
            await person.GoesToAsync("/account/forgot-password");
            await person.ExpectsAccessiblePageAsync();
            await person.TypesAsync("Email", worker.Email);
            await person.PressesAsync("Send me a link");

            var letter = await portal.Mail.WaitForEmailToAsync(worker.Email, "Set a new password");
            await person.GoesToAsync(letter.FindLink("/account/reset-password"));
            await person.ExpectsAccessiblePageAsync();
            await person.TypesAsync("New password", "Another-tide-77!");
            await person.PressesAsync("Set this password");
            await person.SeesHeadingAsync("Your new password is set");

            await person.SignsInAsync(worker.Email, "Another-tide-77!");
            await person.GoesToAsync("/account/manage");
            await person.ExpectsAccessiblePageAsync();
        });
    }

    [Fact]
    public async Task A_page_asks_a_signed_out_person_to_sign_in_and_leads_back()
    {
        var worker = await portal.SetUpAsync(Given.Worker());

        await portal.VisitInBrowserAsync(async person =>
        {
            await person.SignsInAsync(worker.Email);
            await person.PressesAsync("Sign out");
            await person.GoesToAsync("/my-data");
            person.ShouldBeAt("/account/login");
            await person.TypesAsync("Email", worker.Email);
            await person.TypesAsync("Password", Given.Password);
            await person.PressesAsync("Sign in");
            person.ShouldBeAt("/my-data");
        });
    }

    [Fact]
    public async Task A_wrong_password_is_named_beside_the_field_and_in_a_summary()
    {
        var worker = await portal.SetUpAsync(Given.Worker());

        await portal.VisitInBrowserAsync(async person =>
        {
            await person.GoesToAsync("/account/login");
            await person.TypesAsync("Email", worker.Email);
            await person.TypesAsync("Password", "not the password");
            await person.PressesAsync("Sign in");
            person.ShouldBeAt("/account/login");
            await person.SeesAsync("That email address and password don’t match.");
            await person.ExpectsAccessiblePageAsync();
        });
    }
}
