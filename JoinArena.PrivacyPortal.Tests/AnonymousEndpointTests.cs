using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests;

/// <summary>Everything needs a sign-in or a key, except what is listed here. Adding to this list is a decision.</summary>
public sealed class AnonymousEndpointTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly string[] s_open =
    [
        "/",
        // Who runs the portal, and for whom it does not work yet, is for everyone.
        "/accessibility",
        "/contact",
        // Everyone chooses the language to read in.
        "/language",
        // To sign in, one is not signed in yet.
        "/account/check-mail",
        "/account/closed",
        "/account/confirm-email",
        "/account/denied",
        "/account/forgot-password",
        "/account/login",
        "/account/register",
        "/account/reset-password",
        "/account/sign-out",
        "/account/passkeys/request-options",
        "/account/second-step",
        // What came of a way to the platform's sign-in; not found where there is none.
        "/account/oidc/refused/{Reason}",
        "/account/signed-out",
        // Stands in for the platform's sign-in in the demo, if it is asked for; elsewhere it is not found.
        "/demo/identity/authorize",
        // The policy is for everyone, exactly as published.
        "/policy",
        "/policy/history",
        "/policy/{Version}",
        "/policy/{Version}/{Language}",
        "/policy/{version}/text",
        "/policy/{version}/version.json",
        "/policy/{version}/proof",
        "/policy/compare/{A}/{B}",
        "/policy/compare/{A}/{B}/{Language}",
        "/policy/compare",
        "/policy/at",
        "/policy/at/{Day}",
        "/policy/at/{Day}/{Language}",
        "/policy/feed.atom",
        "/sitemap.xml",
        "/robots.txt",
        // What anyone may check is open to anyone.
        "/ledger",
        "/ledger/key",
        "/ledger/keys",
        "/ledger/checkpoint",
        "/ledger/tile/{**path}",
        "/verify",
        // The figures that regulators ask for, without small numbers.
        "/statistics",
        "/ledger/witness/add-checkpoint",
        "/ledger/witness/key",
        "/ledger/witness/{hash:length(64)}/checkpoint",
        // A party that was notified answers by the link it was sent, which is for one task and expires.
        "/api/v1/erasures/{taskId:guid}/outcome/{link}",
        "/erasures/{Link}",
        // For somebody who has closed their account, at a secret address.
        "/deletion/follow/{Secret}",
        "/deletion/follow/{secret}/{number}/certificate.note",
        // From a mail, to stop a series of letters: it does that and nothing else.
        "/digests/stop/{Link}",
        "/digests/stop/{Link}/sure",
        "/reminders/stop/{Link}",
        "/reminders/stop/{Link}/sure",
        // What went wrong is told to whom it went wrong for.
        "/error",
        "/not-found",
        "/problem/{Status:int:range(400,599)}",
        // What each problem of the API means.
        "/problems",
        "/problems/{Kind}",
        "/health/live",
        "/health/ready",
        // How one would ask; nothing about anyone.
        "/openapi/{documentName:regex(^v1$)}.json",
        "/api/{documentName?}",
        "/api/favicon.svg",
        "/api/scalar.js",
        "/api/scalar.aspnetcore.js",
        // In Development only, as here; elsewhere it is not found.
        "/design",
    ];

    [Fact]
    public void Only_the_listed_endpoints_are_open_to_anyone() =>
        Endpoints()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(Address)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ShouldBe(s_open.Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_page_that_is_not_listed_asks_to_sign_in()
    {
        var closed = Endpoints()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && IsGet(endpoint))
            .Select(Address)
            .Where(address =>
                !address.Contains('{', StringComparison.Ordinal)
                && !address.StartsWith("/api", StringComparison.Ordinal)
                && !address.StartsWith("/_", StringComparison.Ordinal)
            )
            .Distinct()
            .ToList();
        closed.ShouldContain("/my-data");
        foreach (var address in closed)
        {
            var stranger = await portal.CreateAnonymousClient().GoToAsync(address);
            stranger.Path.ShouldStartWith("/account/login", Case.Sensitive, address);
        }
    }

    private IEnumerable<RouteEndpoint> Endpoints() =>
        portal
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null);

    private static bool IsGet(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is not { } methods
        || methods.HttpMethods.Contains(HttpMethods.Get);

    private static string Address(RouteEndpoint endpoint) => $"/{endpoint.RoutePattern.RawText?.TrimStart('/')}";
}
