using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Disclosures.Intake.Api;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Shell.Middleware;

/// <summary>Bodies as programs of many kinds send them: marked, compressed, in other spellings, and too large.</summary>
public sealed class ApiBodyTests(Portal portal) : IClassFixture<Portal>, IAsyncLifetime
{
    private const string One = "application/cloudevents+json";
    private const string Batch = "application/cloudevents-batch+json";
    private const string Stream = "application/x-ndjson";
    private readonly string _worker = $"w-{Guid.NewGuid():N}";
    private ApiClient _api = null!;

    public async Task InitializeAsync()
    {
        _api = await portal.CreateApiClientAsync();
        await _api.PutWorkerAsync(_worker, $"{_worker}@people.example", "Ana");
        await _api.PutPartyAsync("parley-ai", "Parley", "llm-provider");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(One)]
    [InlineData(Batch)]
    [InlineData(Stream)]
    [InlineData("APPLICATION/CloudEvents+JSON; Charset=\"UTF-8\"")]
    [InlineData("Application/X-NDJSON")]
    public async Task A_byte_order_mark_and_capitals_in_the_media_type_change_nothing(string type)
    {
        var answer = await PostAsync([.. "\uFEFF"u8, .. Body(type)], type);

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        answer.Text.ShouldContain("accepted");
        answer.Text.ShouldNotContain("problem");
    }

    [Theory]
    [InlineData(One)]
    [InlineData(Batch)]
    [InlineData(Stream)]
    public async Task A_body_compressed_with_gzip_is_taken(string type)
    {
        var answer = await PostAsync(Compress(Body(type)), type, "gzip");

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        answer.Text.ShouldContain("accepted");
        answer.Text.ShouldNotContain("problem");
    }

    [Fact]
    public async Task A_compressed_body_is_limited_by_what_it_becomes()
    {
        var answer = await PostAsync(Compress(new byte[17 * 1024 * 1024]), Batch, "gzip");

        answer.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge, answer.Text);
        answer.Detail.ShouldContain("16777216 bytes");
    }

    [Fact]
    public async Task A_compressed_stream_has_no_limit_but_that_of_a_line()
    {
        var blanks = Encoding.UTF8.GetBytes(new string('\n', 17 * 1024 * 1024));
        var answer = await PostAsync(Compress([.. blanks, .. Body(Stream)]), Stream, "gzip");

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Text.ShouldContain("accepted");
    }

    [Theory]
    [InlineData("gzip", HttpStatusCode.BadRequest, "gzip")]
    [InlineData("br", HttpStatusCode.UnsupportedMediaType, "gzip")]
    [InlineData("gzip, gzip", HttpStatusCode.UnsupportedMediaType, "once only")]
    public async Task Another_coding_than_the_body_has_or_we_take_is_refused(
        string coding,
        HttpStatusCode status,
        string hint
    )
    {
        var answer = await PostAsync(Body(One), One, coding);

        answer.Status.ShouldBe(status, answer.Text);
        answer.Detail.ShouldContain(hint);
    }

    [Fact]
    public async Task A_compressed_body_without_its_end_is_refused()
    {
        var answer = await PostAsync(Compress(Body(One))[..^12], One, "gzip");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest, answer.Text);
    }

    [Theory]
    [InlineData("/api/v1/disclosures", One, "utf-7")]
    [InlineData("/api/v1/disclosures", Batch, "utf-16")]
    [InlineData("/api/v1/acceptances/exchange", "application/json", "utf-7")]
    [InlineData("/api/v1/acceptances/exchange", "application/json", "x-unheard-of")]
    public async Task Another_charset_than_UTF_8_is_refused(string address, string type, string charset)
    {
        var answer = await PostAsync("{}"u8.ToArray(), $"{type}; charset={charset}", address: address);

        answer.Status.ShouldBe(HttpStatusCode.UnsupportedMediaType, answer.Text);
        answer.Detail.ShouldContain("UTF-8");
    }

    [Fact]
    public async Task Sixteen_megabytes_of_ones_are_counted_before_they_are_parsed()
    {
        var ones = Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat('1', 8_000_000))}]");

        var answer = await PostAsync(ones, Batch);

        answer.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge, answer.Text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        EventSlices.TrySplit(ones, isBatch: true, most: 10_001)!.Count.ShouldBe(10_001);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(2_000_000);
    }

    [Fact]
    public void An_event_of_many_values_is_not_parsed_either()
    {
        var event_ = Encoding.UTF8.GetBytes(
            $$"""[{"data":[{{string.Join(',', Enumerable.Repeat('1', 8_000_000))}}]}]"""
        );

        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = EventSlices.TrySplit(event_, isBatch: true, most: 10)![0].Read(DateTimeOffset.UtcNow);

        read.Rejection.ShouldNotBeNull();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100_000);
    }

    [Fact]
    public async Task An_id_of_megabytes_does_not_come_back()
    {
        var answer = await PostAsync(
            Encoding.UTF8.GetBytes($$"""[{"id":"{{new string('x', 10_000_000)}}"},{"id":"short"}]"""),
            Batch
        );

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Text.Length.ShouldBeLessThan(10_000);
        answer.Text.ShouldContain("\"id\":\"short\"");
    }

    [Fact]
    public async Task A_bad_event_between_two_good_ones_spoils_neither()
    {
        var good = Encoding.UTF8.GetString(Body(One));
        var other = Encoding.UTF8.GetString(Body(One));
        var answer = await PostAsync(Encoding.UTF8.GetBytes($$"""[{{good}},{"id":1,"id":2},{{other}}]"""), Batch);

        ((int?)JsonNode.Parse(answer.Text)!["accepted"]).ShouldBe(2, answer.Text);
    }

    [Theory]
    [InlineData("[1]x")]
    [InlineData("[1]]")]
    [InlineData("[1,]")]
    [InlineData("[")]
    [InlineData("[1")]
    [InlineData("")]
    public void A_batch_that_is_not_JSON_is_not_split(string body) =>
        EventSlices.TrySplit(Encoding.UTF8.GetBytes(body), isBatch: true, most: 10).ShouldBeNull();

    private byte[] Body(string type)
    {
        var one = Given.Disclosure(_worker, "parley-ai");
        return Encoding.UTF8.GetBytes(type == Batch ? new JsonArray(one).ToJsonString() : one.ToJsonString());
    }

    private static byte[] Compress(byte[] body)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(body);
        return compressed.ToArray();
    }

    private async Task<Answer> PostAsync(
        byte[] body,
        string type,
        string? coding = null,
        string address = "/api/v1/disclosures"
    )
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (coding is not null)
            content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        using var answer = await _api.Http.PostAsync(new Uri(address, UriKind.Relative), content);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private sealed record Answer(HttpStatusCode Status, string Text)
    {
        public string Detail => (string?)JsonNode.Parse(Text)!["detail"] ?? "";
    }
}
