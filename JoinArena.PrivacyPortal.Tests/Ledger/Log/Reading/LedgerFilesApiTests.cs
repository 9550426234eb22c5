using System.IO.Compression;
using System.Net;
using System.Text;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Log.Reading;

/// <summary>What anyone can read of the running portal's log over HTTP.</summary>
public abstract class LedgerFilesApiTests(Portal portal)
{
    [Fact]
    public async Task An_action_of_a_worker_is_soon_under_a_checkpoint_that_anyone_can_check()
    {
        using var http = new HttpClient { BaseAddress = portal.Url };
        VerifierKey
            .TryParse((await http.GetStringAsync(new Uri("/ledger/key", UriKind.Relative))).TrimEnd(), out var key)
            .ShouldBeTrue();
        var before = await CheckpointAsync(http, key, atLeast: 0);

        await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0").WhoseDataWentTo("openai", "OpenAI"));
        var after = await CheckpointAsync(http, key, atLeast: before.Size + 2);

        var width = (int)after.Size;
        var entries = EntryBundle
            .Parse(
                await http.GetByteArrayAsync(new Uri($"/ledger/tile/entries/000.p/{width}", UriKind.Relative)),
                width
            )
            .Value!;
        var hashes = HashTile
            .Parse(await http.GetByteArrayAsync(new Uri($"/ledger/tile/0/000.p/{width}", UriKind.Relative)), width)
            .Value!;
        hashes.Hashes.ShouldBe(entries.Select(e => TreeHash.HashLeaf(e)));
        var edge = new CompactRange();
        foreach (var hash in hashes.Hashes)
            edge.Append(hash);
        edge.Root.ShouldBe(after.Root);
        entries
            .Count(entry => Encoding.UTF8.GetString(entry).StartsWith("{\"c\":", StringComparison.Ordinal))
            .ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task Files_declare_their_type_and_how_long_they_may_be_cached()
    {
        using var http = new HttpClient { BaseAddress = portal.Url };
        VerifierKey
            .TryParse((await http.GetStringAsync(new Uri("/ledger/key", UriKind.Relative))).TrimEnd(), out var key)
            .ShouldBeTrue();
        await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0"));
        var checkpoint = await CheckpointAsync(http, key, atLeast: 1);

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            using var note = await SendAsync(http, method, "/ledger/checkpoint");
            note.StatusCode.ShouldBe(HttpStatusCode.OK);
            note.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; charset=utf-8");
            note.Headers.CacheControl!.NoCache.ShouldBeTrue();

            using var tile = await SendAsync(http, method, $"/ledger/tile/0/000.p/{checkpoint.Size}");
            tile.StatusCode.ShouldBe(HttpStatusCode.OK);
            tile.Content.Headers.ContentType!.ToString().ShouldBe("application/octet-stream");
            tile.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable");
            tile.Content.Headers.ContentLength.ShouldBe(checkpoint.Size * 32);
            (await tile.Content.ReadAsByteArrayAsync()).Length.ShouldBe(
                method == HttpMethod.Get ? (int)checkpoint.Size * 32 : 0
            );
        }
    }

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("br, gzip;q=0.5", true)]
    [InlineData("gzip;q=0, identity", false)]
    [InlineData("identity", false)]
    [InlineData("", false)]
    public async Task A_bundle_is_compressed_for_clients_that_accept_it_and_has_the_same_content(
        string takes,
        bool compressed
    )
    {
        using var http = new HttpClient { BaseAddress = portal.Url };
        VerifierKey
            .TryParse((await http.GetStringAsync(new Uri("/ledger/key", UriKind.Relative))).TrimEnd(), out var key)
            .ShouldBeTrue();
        await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0"));
        var checkpoint = await CheckpointAsync(http, key, atLeast: 1);
        var path = $"/ledger/tile/entries/000.p/{checkpoint.Size}";
        var plain = await http.GetByteArrayAsync(new Uri(path, UriKind.Relative));

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", takes);
        using var answer = await http.SendAsync(request);

        answer.Content.Headers.ContentEncoding.ShouldBe(compressed ? ["gzip"] : []);
        answer.Headers.Vary.ShouldContain("Accept-Encoding");
        answer.Headers.CacheControl!.ToString().ShouldBe("public, max-age=31536000, immutable");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        if (compressed)
            bytes.Length.ShouldBeLessThan(plain.Length);
        using var whole = new MemoryStream();
        await using (
            var read = compressed
                ? (Stream)new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress)
                : new MemoryStream(bytes)
        )
        {
            await read.CopyToAsync(whole);
        }

        whole.ToArray().ShouldBe(plain);
    }

    [Theory]
    [InlineData("/ledger/tile/0/000")]
    [InlineData("/ledger/tile/0/000.p/255")]
    [InlineData("/ledger/tile/0/999.p/1")]
    [InlineData("/ledger/tile/1/000.p/1")]
    [InlineData("/ledger/tile/entries/000")]
    [InlineData("/ledger/tile/7/x999/x999/x999/999")]
    [InlineData("/ledger/tile/0/x001%2F067")]
    [InlineData("/ledger/tile/0/..%2f..%2fkey")]
    [InlineData("/ledger/tile/")]
    [InlineData("/ledger/tile/0/000.p/0")]
    [InlineData("/ledger/tile/entries/0")]
    public async Task A_file_that_the_published_log_does_not_reach_is_not_there(string path)
    {
        using var http = new HttpClient { BaseAddress = portal.Url };
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsByteArrayAsync()).Length.ShouldBeLessThan(100);
    }

    private static async Task<Checkpoint> CheckpointAsync(HttpClient http, VerifierKey key, long atLeast)
    {
        Checkpoint? last = null;
        return await Eventually.FindAsync(
            async () =>
            {
                using var answer = await http.GetAsync(new Uri("/ledger/checkpoint", UriKind.Relative));
                if (answer.StatusCode is HttpStatusCode.OK)
                    last = Checkpoint.Open(await answer.Content.ReadAsStringAsync(), key).Value;
                return last?.Size >= atLeast ? last : null;
            },
            () => $"The last checkpoint is of {last?.Size} entries, not {atLeast}."
        );
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        return await http.SendAsync(request);
    }

    public sealed class OnSqlite(Portal portal) : LedgerFilesApiTests(portal), IClassFixture<Portal>;

    public sealed class OnPostgres(PortalOnPostgres portal)
        : LedgerFilesApiTests(portal),
            IClassFixture<PortalOnPostgres>;
}
