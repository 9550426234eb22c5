using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Support.Browsing;

/// <summary>
/// The machine's own Chromium, started once a test run. Playwright's driver ends it with the process.
/// </summary>
internal static class Chromium
{
    private const string HowToGet =
        "On Debian: apt-get install chromium; elsewhere install Chromium or Chrome and put it on PATH. run.sh does it on a fresh machine.";

    private static readonly string[] s_names =
    [
        "chromium-headless-shell",
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
    ];
    private static readonly Lazy<Task<IBrowser>> s_running = new(() => Task.Run(StartAsync));

    /// <summary>The browser, started if it is not yet running.</summary>
    public static Task<IBrowser> GetBrowserAsync() => s_running.Value;

    private static async Task<IBrowser> StartAsync()
    {
        var program = InstalledProgram.Find(s_names, ["/usr/bin"], HowToGet);
        var driver = await Playwright.CreateAsync();
        // A loaded machine is slow, and what does not come at all is as wrong after fifteen seconds.
        Assertions.SetDefaultExpectTimeout(15_000);
        return await driver.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = program,
                // It runs as root in containers, and it is to reach nothing but the portal.
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--disable-dev-shm-usage",
                    // Each page is new, and its scripts run for less time than it takes to optimize them.
                    "--js-flags=--no-maglev --no-opt",
                ],
            }
        );
    }
}
