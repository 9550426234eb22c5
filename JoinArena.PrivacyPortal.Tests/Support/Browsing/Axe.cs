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

    private static readonly string s_script = new BundledAxeScriptProvider().GetScript();

    /// <summary>
    /// What is wrong for people who read the page in another way, place by place. The dark theme differs in its colours
    /// alone.
    /// </summary>
    public static async Task<string[]> FindViolationsAsync(IPage page, Viewport look)
    {
        if (await page.EvaluateAsync<bool>("() => !window.axe"))
            await page.EvaluateAsync(s_script);
        return await page.EvaluateAsync<string[]>(
            Run,
            look.Scheme is ColorScheme.Dark ? new[] { "color-contrast" } : null
        );
    }
}
