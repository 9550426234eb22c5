using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Journeys;

/// <summary>Signing in, out, and back in after a forgotten password.</summary>
public sealed class AccountJourneyTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Who_forgets_their_password_sets_a_new_one_by_mail()
    {
        var worker = await portal.HasAsync(Given.Worker());

        await portal.VisitAsync(async person =>
        {
            await person.SignsInAsync(worker.Email);
            await person.PressesAsync("Sign out");
            await person.GoesToAsync("/account/forgot-password");
            await person.FindsPageSoundAsync();
            await person.TypesAsync("Email", worker.Email);
            await person.PressesAsync("Send me a link");

            var letter = await portal.Mail.NextToAsync(worker.Email, "Set a new password");
            await person.GoesToAsync(letter.Link("/account/reset-password"));
            await person.FindsPageSoundAsync();
            await person.TypesAsync("New password", "Another-tide-77!");
            await person.PressesAsync("Set this password");
            await person.SeesHeadingAsync("Your password is set");

            await person.SignsInAsync(worker.Email, "Another-tide-77!");
            await person.GoesToAsync("/account/manage");
            await person.FindsPageSoundAsync();
        });
    }

    [Fact]
    public async Task After_signing_out_a_page_asks_to_sign_in_and_leads_back()
    {
        var worker = await portal.HasAsync(Given.Worker());

        await portal.VisitAsync(async person =>
        {
            await person.SignsInAsync(worker.Email);
            await person.PressesAsync("Sign out");
            await person.GoesToAsync("/my-data");
            person.IsAt("/account/login");
            await person.TypesAsync("Email", worker.Email);
            await person.TypesAsync("Password", Given.Password);
            await person.PressesAsync("Sign in");
            person.IsAt("/my-data");
        });
    }

    [Fact]
    public async Task A_wrong_password_is_told_beside_the_field_and_in_a_summary()
    {
        var worker = await portal.HasAsync(Given.Worker());

        await portal.VisitAsync(async person =>
        {
            await person.GoesToAsync("/account/login");
            await person.TypesAsync("Email", worker.Email);
            await person.TypesAsync("Password", "not the password");
            await person.PressesAsync("Sign in");
            person.IsAt("/account/login");
            await person.SeesAsync("This address and password do not fit.");
            await person.FindsPageSoundAsync();
        });
    }
}
