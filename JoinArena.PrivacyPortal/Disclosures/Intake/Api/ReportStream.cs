using System.Threading.Channels;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Api;

/// <summary>
/// Takes one event a line, and answers each with a line, in order, as it goes. A few groups are in progress at a time.
/// Answers wait for a caller who reads late, up to a limit; then the stream ends with a line that says so. While the disk
/// is slow it reads no more, so that a stream of any length needs little memory.
/// </summary>
internal sealed class ReportStream(
    DisclosureIntake intake,
    ApiKeyStore keys,
    EventQuota quota,
    PublicAddress portal,
    StreamLimits limits,
    TimeProvider clock,
    ILogger<ReportStream> log
) : IResult
{
    public const string MediaType = "application/x-ndjson";
    public const string AlternativeMediaType = "application/jsonl";

    private const int MaxLines = 500,
        MaxGroups = 4;

    private volatile StreamEnd? _end;

    public async Task ExecuteAsync(HttpContext http)
    {
        RemoveLimits(http);
        http.Response.ContentType = MediaType;
        // nginx would hold answers back until its buffer is full.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        // A caller may wait for the response headers before it sends the first line.
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var groups = Channel.CreateBounded<Task<List<AnsweredEvent>>>(MaxGroups);
        var waiting = new WaitingAnswers(limits, clock);
        var reading = ReadAsync(http, groups.Writer, waiting, ended.Token);
        var answering = AnswerAsync(waiting, groups.Reader, ended.Token);
        var sending = waiting.SendAsync(http.Response.BodyWriter, ended.Token);
        try
        {
            if (await Task.WhenAny(sending, waiting.WaitForStallAsync(ended.Token)) == sending)
                await sending;
            else
                http.Abort();
            await answering;
        }
        catch (Exception fault) when (fault is OperationCanceledException or ConnectionAbortedException or IOException)
        {
            // The caller has disconnected. What was answered is stored; the rest it will send again.
        }

        await ended.CancelAsync();
        await reading;
        await Task.WhenAll(answering, sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // Kestrel's limits protect from callers who stall. They do not suit one who reports whenever something happens, and
    // who has shown a key.
    private static void RemoveLimits(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
        if (http.Features.Get<IHttpMinResponseDataRateFeature>() is { } answers)
            answers.MinDataRate = null;
    }

    private async Task ReadAsync(
        HttpContext http,
        ChannelWriter<Task<List<AnsweredEvent>>> groups,
        WaitingAnswers waiting,
        CancellationToken ct
    )
    {
        var lines = new LineReader(http.Request.BodyReader);
        var secret = ApiKeyAuthentication.FindSecret(http.Request) ?? "";
        var keyName = http.User.Identity?.Name ?? "";
        try
        {
            // A stream may outlive its key. Once the key is revoked or expired, nothing more is accepted.
            var isKeyValid = true;
            while (isKeyValid && await ReadEventsAsync(lines, ct) is { } events)
            {
                waiting.NoteReceived();
                // What comes after the end is read and forgotten: a caller who is still sending could not read the end.
                if (_end is not null)
                    continue;
                var key = await keys.FindAsync(secret, ct);
                isKeyValid = key.IsSuccess;
                if (!isKeyValid)
                    keys.RecordMisuse(key.Error);
                await groups.WriteAsync(SubmitOrReject(events, keyName, isKeyValid), ct);
            }
        }
        catch (Exception fault)
            when (fault
                    is OperationCanceledException
                        or ConnectionAbortedException
                        or ConnectionResetException
                        or IOException
            )
        {
            // A line that the end of the connection cut off is not an event.
        }
        finally
        {
            // The answering side waits for this, also when reading has failed.
            groups.Complete();
        }
    }

    private async Task<List<ReadEvent>?> ReadEventsAsync(LineReader lines, CancellationToken ct)
    {
        using var idle = new CancellationTokenSource(limits.Idle, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(idle.Token, ct);
        try
        {
            return await lines.ReadEventsAsync(MaxLines, clock, either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            _end ??= StreamEnd.CreateIdle(limits.Idle);
            return null;
        }
    }

    private Task<List<AnsweredEvent>> SubmitOrReject(List<ReadEvent> events, string keyName, bool isKeyValid)
    {
        if (!isKeyValid)
            return RejectAsync(events, IntakeResult.KeyRevoked);
        return quota.TryTake(keyName, events.Count)
            ? SubmitAsync(events)
            : RejectAsync(events, IntakeResult.QuotaExhausted);
    }

    private static Task<List<AnsweredEvent>> RejectAsync(List<ReadEvent> events, IntakeResult rejection) =>
        Task.FromResult(events.ConvertAll(e => new AnsweredEvent(e, rejection)));

    private async Task<List<AnsweredEvent>> SubmitAsync(List<ReadEvent> events)
    {
        try
        {
            var results = await intake.SubmitAsync(
                [.. events.Select(e => e.Report).OfType<Report>()],
                CancellationToken.None
            );
            var next = 0;
            return events.ConvertAll(e => new AnsweredEvent(e, e.Rejection ?? results[next++]));
        }
        catch (Exception fault)
        {
            log.LogError(fault, "A group of a stream could not be stored. Its lines are answered as failed.");
            return events.ConvertAll(e => new AnsweredEvent(e, e.Rejection));
        }
    }

    private async Task AnswerAsync(
        WaitingAnswers waiting,
        ChannelReader<Task<List<AnsweredEvent>>> groups,
        CancellationToken ct
    )
    {
        var index = 0L;
        var answers = new StreamAnswerWriter(waiting.Writer, portal);
        try
        {
            await foreach (var group in groups.ReadAllAsync(ct))
            {
                if (_end is { IsUnread: true })
                    continue;
                foreach (var answered in await group)
                    answers.Write(index++, answered);
                if (!await waiting.FlushAsync(ct))
                    _end = StreamEnd.CreateUnread(limits.MaxWaitingAnswers);
            }

            if (_end is { } end)
                answers.WriteEnd(index, end);
        }
        finally
        {
            await waiting.Writer.CompleteAsync();
        }
    }
}
