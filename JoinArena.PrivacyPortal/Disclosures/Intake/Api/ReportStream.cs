using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Threading.Channels;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Api;

/// <summary>
/// Takes one event a line, and answers each with a line, in order, as it goes. A few groups are on their way at a time;
/// when the caller does not read the answers,
/// or the disk is slow, no more is read from it, so that a stream of any length needs little memory.
/// </summary>
internal sealed class ReportStream(
    DisclosureIntake intake,
    ApiKeyStore keys,
    EventQuota quota,
    TimeProvider clock,
    ILogger<ReportStream> log
) : IResult
{
    public const string MediaType = "application/x-ndjson";
    public const string OtherMediaType = "application/jsonl";

    private const int MostLines = 500,
        MostGroups = 4;

    public async Task ExecuteAsync(HttpContext http)
    {
        // The limits that protect from a caller who stalls do not fit one who reports whenever something happens; a key
        // has let it in.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
        http.Response.ContentType = MediaType;
        // A caller may wait to hear that they are welcome before they say the first line.
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);

        using var gone = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var groups = Channel.CreateBounded<Task<List<(ReadEvent Event, IntakeResult? Outcome)>>>(MostGroups);
        var reading = ReadAsync(http, groups.Writer, gone.Token);
        try
        {
            await AnswerAsync(http.Response.BodyWriter, groups.Reader, gone.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or ConnectionAbortedException or IOException)
        {
            // The caller has gone: what was answered stands, the rest they will send again.
        }

        await gone.CancelAsync();
        await reading;
    }

    private async Task ReadAsync(
        HttpContext http,
        ChannelWriter<Task<List<(ReadEvent, IntakeResult?)>>> groups,
        CancellationToken ct
    )
    {
        var (lines, secret, key) = (
            new LineReader(http.Request.BodyReader),
            ApiKeyAuthentication.FindSecret(http.Request) ?? "",
            http.User.Identity?.Name ?? ""
        );
        try
        {
            // A stream may outlive its key: one that was revoked or has expired meanwhile lets nothing more in.
            var isLetIn = true;
            while (isLetIn && await lines.ReadEventsAsync(MostLines, clock, ct) is { } events)
            {
                isLetIn = await keys.FindAsync(secret, ct) is not null;
                await groups.WriteAsync(
                    !isLetIn ? RefuseAsync(events, IntakeResult.KeyRevoked)
                        : quota.TryTake(key, events.Count) ? TakeAsync(events)
                        : RefuseAsync(events, IntakeResult.QuotaExhausted),
                    ct
                );
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
            // A line cut off by the end of the connection is no event.
        }
        finally
        {
            // Whoever answers waits for this, also when something failed here.
            groups.Complete();
        }
    }

    private static Task<List<(ReadEvent, IntakeResult?)>> RefuseAsync(List<ReadEvent> events, IntakeResult refusal) =>
        Task.FromResult(events.ConvertAll(e => (e, (IntakeResult?)refusal)));

    private async Task<List<(ReadEvent, IntakeResult?)>> TakeAsync(List<ReadEvent> events)
    {
        try
        {
            var outcomes = await intake.SubmitAsync(
                [.. events.Select(e => e.Report).OfType<Report>()],
                CancellationToken.None
            );
            var next = 0;
            return events.ConvertAll(e => (e, e.Rejection ?? outcomes[next++]))!;
        }
        catch (Exception fault)
        {
            log.LogError(fault, "A group of a stream could not be taken; its lines are answered as failed.");
            return events.ConvertAll(e => (e, e.Rejection));
        }
    }

    private static async Task AnswerAsync(
        PipeWriter answers,
        ChannelReader<Task<List<(ReadEvent, IntakeResult?)>>> groups,
        CancellationToken ct
    )
    {
        var index = 0L;
        await foreach (var group in groups.ReadAllAsync(ct))
        {
            foreach (var (read, outcome) in await group)
                Write(answers, index++, read.Id, outcome);
            if ((await answers.FlushAsync(ct)).IsCompleted)
                return;
        }
    }

    private static void Write(PipeWriter answers, long index, string? id, IntakeResult? outcome)
    {
        using (var json = new Utf8JsonWriter(answers))
        {
            json.WriteStartObject();
            json.WriteNumber("index", index);
            if (id is not null)
                json.WriteString("id", id);
            json.WriteString("outcome", outcome is null ? "failed" : KebabCase.ToKebabCase(outcome.Outcome));
            if (outcome is not { Outcome: IntakeOutcome.Accepted or IntakeOutcome.Duplicate })
            {
                json.WritePropertyName("problem");
                JsonSerializer.Serialize(
                    json,
                    outcome is null ? Failed() : IntakeProblem.FromResult(outcome),
                    JsonSerializerOptions.Web
                );
            }

            json.WriteEndObject();
        }

        answers.Write("\n"u8);
    }

    private static Microsoft.AspNetCore.Mvc.ProblemDetails Failed() =>
        ApiProblem.CreateDetails(
            503,
            "unavailable",
            "This could not be kept just now",
            "It may or may not be in the book; send it again, it will not count twice."
        );
}
