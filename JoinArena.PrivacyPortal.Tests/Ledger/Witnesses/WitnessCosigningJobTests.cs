using System.Net;
using System.Text;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Log;
using JoinArena.PrivacyPortal.Ledger.Log.Publishing;
using JoinArena.PrivacyPortal.Ledger.Log.Reading;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Witnesses;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Witnesses;

/// <summary>This portal's log with witnesses that answer correctly, wrongly or not.</summary>
public sealed class WitnessCosigningJobTests(Portal portal) : IClassFixture<Portal>
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly WitnessKey _key = new(NoteKey.Create($"witness-{Guid.NewGuid():N}.example"));
    private readonly List<AddCheckpointRequest> _asked = [];

    [Fact]
    public async Task A_witness_that_has_seen_nothing_cosigns_and_its_line_is_served()
    {
        await GrowAsync();
        (await RoundAsync(Cosigns)).Error.ShouldBeNull();

        var served = SignedNote.Parse((await Log.ReadCheckpointAsync(CancellationToken.None))!).Value!;
        served.Signatures.Select(s => Cosignature.Open(s, served.Text, _key.Verifier)).ShouldContain(c => c.IsSuccess);
        _asked.ShouldHaveSingleItem().OldSize.ShouldBe(0);

        await RoundAsync(Cosigns);
        _asked.Count.ShouldBe(1, "it has cosigned this one");
    }

    [Fact]
    public async Task A_witness_that_knows_an_earlier_log_is_asked_from_there()
    {
        await GrowAsync();
        var known = 1L;

        var standing = await RoundAsync(request =>
            request.OldSize == known
                ? Cosigns(request)
                : Answer(HttpStatusCode.Conflict, $"{known}\n", "text/x.tlog.size")
        );

        standing.Error.ShouldBeNull();
        _asked.Select(r => r.OldSize).ShouldBe([0, 1]);
    }

    [Theory]
    [InlineData(404, "", CosigningError.UnknownLog)]
    [InlineData(403, "", CosigningError.UntrustedKey)]
    [InlineData(422, "", CosigningError.Inconsistent)]
    [InlineData(500, "", CosigningError.Unintelligible)]
    [InlineData(301, "", CosigningError.Unintelligible)]
    [InlineData(409, "what?\n", CosigningError.Unintelligible)]
    [InlineData(409, "9000000000000000000\n", CosigningError.SawMore)]
    [InlineData(200, "", CosigningError.Unintelligible)]
    [InlineData(200, "— witness.example AAAAAAAA\n", CosigningError.Unintelligible)]
    [InlineData(0, "", CosigningError.Unreachable)]
    public async Task Each_failed_answer_of_a_witness_is_named_and_never_published(
        int status,
        string body,
        CosigningError fault
    )
    {
        await GrowAsync();

        var standing = await RoundAsync(_ =>
            status == 0
                ? throw new HttpRequestException("nobody there")
                : Answer((HttpStatusCode)status, body, "text/x.tlog.size")
        );

        (standing.Error, standing.Line).ShouldBe((fault, null));
        (await Log.ReadCheckpointAsync(CancellationToken.None))!.ShouldNotContain(_key.Verifier.Name);
    }

    [Fact]
    public async Task A_cosignature_of_another_checkpoint_is_not_accepted()
    {
        await GrowAsync();
        var standing = await RoundAsync(request =>
            Answer(
                HttpStatusCode.OK,
                $"{Cosignature.Sign(request.Checkpoint.Text + "more\n", _key, _clock.GetUtcNow()).Line}\n"
            )
        );
        (standing.Error, standing.Line).ShouldBe((CosigningError.Unintelligible, null));
    }

    [Fact]
    public async Task A_witness_that_failed_is_left_alone_for_a_while_and_asked_again()
    {
        await GrowAsync();
        var round = Round(request => _asked.Count == 1 ? Answer(HttpStatusCode.BadGateway, "") : Cosigns(request));
        await round.RunAsync(CancellationToken.None);
        await round.RunAsync(CancellationToken.None);
        _asked.Count.ShouldBe(1);

        _clock.Advance(TimeSpan.FromMinutes(1));
        await round.RunAsync(CancellationToken.None);
        _asked.Count.ShouldBe(2);
        (await StandingAsync()).Error.ShouldBeNull();
    }

    private LedgerLog Log => portal.Services.GetRequiredService<LedgerLog>();

    private IDbContextFactory<PortalDbContext> Contexts =>
        portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();

    private async Task GrowAsync()
    {
        await using var db = await Contexts.CreateDbContextAsync();
        var id = await db.Ledger.AppendAsync(new Happened("w-1", DateTimeOffset.UtcNow), CancellationToken.None);
        await db.SaveChangesAsync();
        for (
            var tries = 0;
            (await Log.FindEntryStatusAsync(id, CancellationToken.None))!.State is not EntryState.Published;
            tries++
        )
        {
            tries.ShouldBeLessThan(400, "the entry is not published");
            await Task.Delay(50);
        }

        // One more entry, so that a log with one entry is an earlier one.
        if ((await Log.FindEntryStatusAsync(id, CancellationToken.None))!.Index == 0)
            await GrowAsync();
    }

    private async Task<LogWitness> RoundAsync(Func<AddCheckpointRequest, HttpResponseMessage> answer)
    {
        await Round(answer).RunAsync(CancellationToken.None);
        return await StandingAsync();
    }

    private async Task<LogWitness> StandingAsync()
    {
        await using var db = await Contexts.CreateDbContextAsync();
        return await db.LogWitnesses.AsNoTracking().SingleAsync(w => w.Key == _key.Verifier.ToString());
    }

    private WitnessCosigningJob Round(Func<AddCheckpointRequest, HttpResponseMessage> answer) =>
        new(
            Contexts,
            Log,
            new([new(new("https://witness.example/"), _key.Verifier)], [], ""),
            portal.Services.GetRequiredService<CheckpointCopies>(),
            new Post(request =>
            {
                _asked.Add(request);
                return answer(request);
            }),
            _clock,
            NullLogger<WitnessCosigningJob>.Instance
        );

    private HttpResponseMessage Cosigns(AddCheckpointRequest request) =>
        Answer(HttpStatusCode.OK, $"{Cosignature.Sign(request.Checkpoint.Text, _key, _clock.GetUtcNow()).Line}\n");

    private static HttpResponseMessage Answer(HttpStatusCode status, string body, string type = "text/plain") =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, type) };

    private sealed record Happened(string Subject, DateTimeOffset At) : LedgerEvent("happened", Subject, At);

    /// <summary>Handles the HTTP requests to the witness.</summary>
    private sealed class Post(Func<AddCheckpointRequest, HttpResponseMessage> answer)
        : HttpMessageHandler,
            IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            request.RequestUri.ShouldBe(new("https://witness.example/add-checkpoint"));
            return answer(
                AddCheckpointRequest
                    .Parse(await request.Content!.ReadAsStringAsync(cancellationToken))
                    .ShouldNotBeNull()
            );
        }
    }
}
