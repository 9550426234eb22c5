using System.Diagnostics;
using System.Text.Json;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Acceptance;

/// <summary>
/// A check of receipts of which nothing is the portal's: another language, its own Ed25519, a public library's RFC
/// 8785.
/// </summary>
internal static class ReceiptCheckInNode
{
    private static readonly Lazy<Task<string>> s_installed = new(() =>
        Task.Run(() => NodeFolder.InstallAsync("JoinArena.PrivacyPortal.Tests", "Acceptance", "checker"))
    );

    public static async Task<Verdict> CheckAsync(byte[] receipt, string verifierKey)
    {
        var folder = await s_installed.Value;
        var name = Guid.CreateVersion7().ToString("N");
        await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}.note"), receipt);
        await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.key"), verifierKey);
        using var node = Process.Start(
            new ProcessStartInfo(NodeFolder.Node, ["check.mjs", $"{name}.note", $"{name}.key"])
            {
                WorkingDirectory = folder,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var said = node.StandardOutput.ReadToEndAsync();
        var fault = node.StandardError.ReadToEndAsync();
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0, await fault);
        return JsonSerializer.Deserialize<Verdict>(await said, JsonSerializerOptions.Web)!;
    }

    /// <param name="Failure">The first check that fails; null where all hold.</param>
    /// <param name="Bits">How many the receipt has.</param>
    /// <param name="Turned">What fails when any one of them is turned, counted by check.</param>
    internal sealed record Verdict(string? Failure, int Bits, IReadOnlyDictionary<string, int> Turned);
}
