using JoinArena.PrivacyPortal.Shell.PageCache;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Shell;

/// <summary>What is opened by a secret in its address is kept by no browser and no cache.</summary>
public sealed class SecretAddressTests(Portal portal) : IClassFixture<Portal>
{
    // Their secrets are in the query.
    private static readonly string[] s_links = ["/account/confirm-email", "/account/reset-password"];

    [Fact]
    public void Every_page_and_file_at_a_secret_address_is_marked()
    {
        var secret = portal
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null && HasSecret(e.RoutePattern.RawText!))
            .ToList();

        secret.Count.ShouldBeGreaterThan(5);
        secret
            .Where(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") is not false)
            .Where(e => e.Metadata.GetMetadata<SecretAddressAttribute>() is null)
            .Select(e => e.RoutePattern.RawText)
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/account/reset-password?id=x&code=x")]
    [InlineData("/account/confirm-email?id=x&code=x")]
    [InlineData("/digests/stop/x")]
    public async Task An_answer_at_a_secret_address_is_not_stored(string address)
    {
        using var answer = await portal.CreateAnonymousClient().FetchAsync(address);

        answer.Headers.CacheControl.ShouldNotBeNull().NoStore.ShouldBeTrue();
    }

    private static bool HasSecret(string route) =>
        s_links.Contains($"/{route.TrimStart('/')}", StringComparer.OrdinalIgnoreCase)
        || route.Contains("{link}", StringComparison.OrdinalIgnoreCase)
        || route.Contains("{secret}", StringComparison.OrdinalIgnoreCase);
}
