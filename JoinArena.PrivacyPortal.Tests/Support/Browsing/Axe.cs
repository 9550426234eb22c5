using System.IO.Compression;
using System.Text;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Support.Browsing;

/// <summary>
/// axe in the page itself. The portal has no frames: what Deque's own runner does for them, a new page for each look at
/// one, took ten times as long as all rules together.
/// </summary>
internal static class Axe
{
    private const string Run = """
        async only => {
            const options = only ? { runOnly: only } : { rules: { 'target-size': { enabled: true } } };
            // Nothing is loaded a second time: that is for rules about turned screens and about sound, which are off or need media.
            const found = await axe.run(document, { resultTypes: ['violations'], preload: false, iframes: false, ...options });
            return found.violations.flatMap(rule => rule.nodes.map(node =>
                `  ${rule.id} (${rule.impact}): ${rule.help}\n    ${node.html}\n    ${node.failureSummary}`));
        }
        """;

    // Each page needs the script anew, and handing it over costs more than unpacking it.
    private const string Unpack = """
        async packed => {
            const bytes = Uint8Array.from(atob(packed), letter => letter.charCodeAt(0));
            const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
            window.axeScript = await new Response(stream).text();
        }
        """;

    private static readonly string s_packed = Pack(new BundledAxeScriptProvider().GetScript());

    /// <summary>
    /// What is wrong for people who read the page in another way, place by place. The dark theme differs in its colours
    /// alone.
    /// </summary>
    public static async Task<string[]> FindViolationsAsync(IPage page, Viewport look)
    {
        if (await page.EvaluateAsync<bool>("() => !window.axe"))
        {
            await page.EvaluateAsync(Unpack, s_packed);
            // At once: what comes after a wait is held to the page's security policy, which forbids this.
            await page.EvaluateAsync("() => { (0, eval)(window.axeScript); }");
        }

        return await page.EvaluateAsync<string[]>(
            Run,
            look.Scheme is ColorScheme.Dark ? new[] { "color-contrast" } : null
        );
    }

    private static string Pack(string script)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            zip.Write(Encoding.UTF8.GetBytes(script));
        return Convert.ToBase64String(packed.ToArray());
    }
}
