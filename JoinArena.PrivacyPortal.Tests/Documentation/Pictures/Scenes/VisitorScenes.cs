using JoinArena.PrivacyPortal.Acceptance.Reminders;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Disclosures.Digests;
using JoinArena.PrivacyPortal.Operations.Demo;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Documentation.Pictures.Scenes;

/// <summary>What someone sees who has not signed in.</summary>
internal static class VisitorScenes
{
    private const string Reader = "scenes-visitor";

    public static readonly IReadOnlyList<Scene> All =
    [
        new(
            Reader,
            "verify-genuine-receipt",
            "Genuine",
            (stage, person) => VerifyReceiptAsync(stage, person, same => same)
        ),
        new(
            Reader,
            "verify-changed-receipt",
            "Do not rely on this file",
            (stage, person) =>
                VerifyReceiptAsync(
                    stage,
                    person,
                    receipt => receipt.Replace("\"version\":\"1.0\"", "\"version\":\"2.0\"", StringComparison.Ordinal)
                )
        ),
        new(Reader, "verify-certificate", "Genuine", VerifyCertificateAsync),
        new(Reader, "tracking-link", "Your account is closed", CloseAccountAsync),
        new(
            Reader,
            "sign-in-error",
            "There is a problem",
            async (_, person) =>
            {
                await person.GoesToAsync("/account/login");
                await person.TypesAsync("Email", "worker@example.com");
                await person.TypesAsync("Password", "not my password");
                await person.PressesAsync("Sign in");
            }
        ),
        new(
            Reader,
            "session-expired",
            "To open the page you asked for, sign in",
            (_, person) => person.GoesToAsync("/my-data/timeline")
        ),
        new(
            Reader,
            "register-errors",
            "There are 2 problems",
            async (_, person) =>
            {
                await person.GoesToAsync("/account/register");
                await person.TypesAsync("Password", "short");
                await person.PressesAsync("Create account");
            }
        ),
        new(
            Reader,
            "reset-password-link-expired",
            "This link no longer works",
            (_, person) => person.GoesToAsync("/account/reset-password?email=worker@example.com&code=abc")
        ),
        new(Reader, "stop-letters", "Stop", StopLettersAsync),
        new(Reader, "stop-reminders", "Stop", StopRemindersAsync),
    ];

    private static async Task VerifyReceiptAsync(SceneStage stage, BrowserUser person, Func<string, string> change)
    {
        var jonas = await stage.SignInAsDemoAsync("worker2@example.com");
        await jonas.GoToAsync("/acceptances");
        await jonas.GoToAsync(jonas.FindLink("/acceptances/"));
        await VerifyAsync(person, "receipt.note", change(await ReadAsync(jonas, $"{jonas.Path}/receipt.note")));
    }

    private static async Task VerifyCertificateAsync(SceneStage stage, BrowserUser person)
    {
        var jonas = await stage.SignInAsDemoAsync("worker2@example.com");
        var certificate = await ReadAsync(jonas, "/deletion/DR-2026-000001/certificate.note");
        await VerifyAsync(person, "certificate.note", certificate);
    }

    private static async Task<string> ReadAsync(HtmlClient person, string address)
    {
        using var file = await person.FetchAsync(address);
        file.EnsureSuccessStatusCode();
        return await file.Content.ReadAsStringAsync();
    }

    private static async Task VerifyAsync(BrowserUser person, string name, string text)
    {
        await person.GoesToAsync("/verify");
        await person
            .Page.Locator("#verify-files")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = name,
                    MimeType = "text/plain",
                    Buffer = System.Text.Encoding.UTF8.GetBytes(text),
                }
            );
        await Assertions.Expect(person.Page.Locator("#verify-results h2").First).ToBeVisibleAsync();
    }

    private static async Task CloseAccountAsync(SceneStage stage, BrowserUser person)
    {
        var worker = await stage.AddWorkerAsync("DE", "parley-ai", "contoso-care", "portrait-lab");
        var number = await stage.RequestDeletionAsync(worker);
        await stage.AnswerAsync(worker, number, "Parley AI", "erased");
        var leaving = await stage.SignInAsync(worker);
        await leaving.GoToAsync("/account/close");
        await leaving.Type("Password", Given.Password).PressAsync("Close my account");
        await person.GoesToAsync(leaving.Path);
    }

    private static Task StopLettersAsync(SceneStage stage, BrowserUser person) =>
        person.GoesToAsync(stage.Portal.Services.GetRequiredService<DigestLinks>().CreateStopPath(DemoPeople.Jonas));

    private static Task StopRemindersAsync(SceneStage stage, BrowserUser person) =>
        person.GoesToAsync(
            stage.Portal.Services.GetRequiredService<ReminderStopService>().CreatePath(DemoPeople.Ana, "1.0")
        );
}
