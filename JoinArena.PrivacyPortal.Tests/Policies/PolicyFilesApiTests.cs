using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Policies;

/// <summary>The policy as files, for programs and for people who check hashes.</summary>
public sealed class PolicyFilesApiTests(Portal portal) : IClassFixture<Portal>, IDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = portal.Url };

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task The_text_is_served_byte_for_byte_with_its_digest()
    {
        var answer = await _client.GetAsync("/policy/1.0/text");

        var bytes = await answer.Content.ReadAsByteArrayAsync();
        bytes.ShouldBe(
            await File.ReadAllBytesAsync(Path.Combine(TemporaryPolicies.Shipped, "worker-privacy", "1.0", "en.md"))
        );
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/markdown; charset=utf-8");
        answer
            .Headers.GetValues("Repr-Digest")
            .ShouldHaveSingleItem()
            .ShouldBe($"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:");
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task A_version_lists_what_its_clauses_cover()
    {
        using var json = JsonDocument.Parse(await _client.GetStringAsync("/policy/1.0/version.json"));

        var version = json.RootElement;
        version.GetProperty("policy").GetString().ShouldBe("worker-privacy");
        version.GetProperty("effective").GetString().ShouldBe("2025-11-01T00:00:00.000Z");
        version.GetProperty("reviewed").GetBoolean().ShouldBeFalse();
        version
            .GetProperty("texts")[0]
            .GetProperty("sha256")
            .GetString()
            .ShouldBe(File.ReadAllText(Path.Combine(TemporaryPolicies.Shipped, "published.sha256"))[..64]);
        var sources = version
            .GetProperty("clauses")
            .EnumerateArray()
            .Single(c => c.GetProperty("id").GetString() == "external-sources");
        sources
            .GetProperty("covers")
            .GetRawText()
            .Replace(" ", "", StringComparison.Ordinal)
            .ReplaceLineEndings("")
            .ShouldStartWith(
                """
                [{"data":["external-profile"],"with":["external-source"],"for":["profile-enrichment"],
                "direction":"collected","dpv":{"hasProcessing":"dpv:Collect",
                """.ReplaceLineEndings("")
            );
    }

    [Theory]
    [InlineData("/policy/9.9/text")]
    [InlineData("/policy/1.0/text?lang=tlh")]
    [InlineData("/policy/9.9/version.json")]
    public async Task A_missing_policy_file_is_not_found(string address) =>
        (await _client.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
}
