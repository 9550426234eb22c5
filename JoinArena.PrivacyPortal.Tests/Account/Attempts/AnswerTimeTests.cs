using System.Diagnostics;
using JoinArena.PrivacyPortal.Account.Attempts;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Account.Attempts;

/// <summary>The time of an answer does not tell who has an account.</summary>
public sealed class AnswerTimeTests(AnswerTimeTests.PatientPortal portal) : IClassFixture<AnswerTimeTests.PatientPortal>
{
    private static readonly TimeSpan s_least = TimeSpan.FromMilliseconds(400);

    [Theory]
    [InlineData("/account/forgot-password", "Send me a link", true)]
    [InlineData("/account/forgot-password", "Send me a link", false)]
    [InlineData("/account/register", "Create account", true)]
    [InlineData("/account/register", "Create account", false)]
    public async Task A_form_that_must_not_tell_who_has_an_account_answers_no_sooner_for_either(
        string page,
        string button,
        bool isKnown
    )
    {
        var email = $"p-{Guid.CreateVersion7():N}@people.example";
        if (isKnown)
            await portal.AddAccountAsync(email);
        var person = await portal.CreateAnonymousClient().GoToAsync(page);
        person.Type("Email", email);
        if (page == "/account/register")
            person.Type("Password", Given.Password);

        var answered = Stopwatch.StartNew();
        await person.PressAsync(button);

        answered.Elapsed.ShouldBeGreaterThanOrEqualTo(s_least);
        person.Path.ShouldBe("/account/check-mail");
    }

    public sealed class PatientPortal : Portal
    {
        protected override void Replace(IServiceCollection services) => services.AddSingleton(new AnswerTime(s_least));
    }
}
