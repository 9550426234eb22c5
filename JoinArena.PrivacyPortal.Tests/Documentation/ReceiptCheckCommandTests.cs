using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;

namespace JoinArena.PrivacyPortal.Tests.Documentation;

/// <summary>The commands by which anyone checks a receipt, run as they are written.</summary>
[Trait("Speed", "slow")]
public sealed class ReceiptCheckCommandTests(Portal portal) : IClassFixture<Portal>, IDisposable
{
    private readonly DocumentedShell _shell = new(portal.Url);

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task A_receipt_is_checked_with_a_shell_and_openssl()
    {
        var given = await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0"));
        var worker = await portal.SignInAsync(given.Email);
        await (await worker.GoToAsync("/acceptances")).FollowAsync("See what we recorded: Version 1.0");
        var receipt = await FetchAsync(worker, $"{worker.Path}/receipt.note");
        await _shell.SaveAsync("receipt.note", receipt);
        await _shell.SaveAsync("key", await FetchAsync(worker, "/ledger/key"));

        (await RunAsync()).ShouldBe((0, "Signature Verified Successfully"));
        (await _shell.ReadAsync("receipt.json")).ShouldBe(
            await FetchAsync(worker, $"{worker.Path}/receipt.json") + "\n"
        );

        await _shell.SaveAsync(
            "receipt.note",
            receipt.Replace("\"version\":\"1.0\"", "\"version\":\"1.1\"", StringComparison.Ordinal)
        );
        (await RunAsync()).ShouldBe((1, "Signature Verification Failure"));
    }

    [Fact]
    public async Task The_text_a_receipt_names_is_the_one_that_is_served()
    {
        var (exitCode, output) = await _shell.RunAsync(
            MarkdownFile.ReadCommands("docs/verification.md", "policy-text")
        );

        exitCode.ShouldBe(0, output);
        output.ShouldStartWith("f12ca743e37d6f552781d65b2ba53904b9fdeb7cd0b6372b00942c86d48c1c97 ");
    }

    private Task<(int ExitCode, string Output)> RunAsync() =>
        _shell.RunAsync(MarkdownFile.ReadCommands("docs/verification.md", "receipt"));

    private static async Task<string> FetchAsync(HtmlClient person, string address) =>
        await (await person.FetchAsync(address)).Content.ReadAsStringAsync();
}
