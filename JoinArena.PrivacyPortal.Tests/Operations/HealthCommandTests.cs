using JoinArena.PrivacyPortal.Operations;

namespace JoinArena.PrivacyPortal.Tests.Operations;

/// <summary>Without an address, the command asks where the portal listens.</summary>
public sealed class HealthCommandTests
{
    [Theory]
    [InlineData(null, "http://localhost:5000/")]
    [InlineData("", "http://localhost:5000/")]
    [InlineData("http://+:8080", "http://localhost:8080/")]
    [InlineData("http://0.0.0.0:8080;http://[::]:8081", "http://localhost:8080/")]
    [InlineData(" https://127.0.0.1:5443 ; http://x:1", "https://127.0.0.1:5443/")]
    [InlineData("http://[::1]:5080", "http://[::1]:5080/")]
    [InlineData("http://*", "http://localhost/")]
    public void It_asks_the_first_address_of_the_setting(string? urls, string asked) =>
        HealthCommand.FindAddress(urls).AbsoluteUri.ShouldBe(asked);
}
