using System.Globalization;
using System.Text;

namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>
/// The witness's HTTP API (C2SP tlog-witness). A caller is identified only by the signature on the checkpoint.
/// </summary>
internal static class WitnessApi
{
    private const int MaxBodyBytes = 1 << 16;
    private const string Text = "text/plain; charset=utf-8";

    public static void MapWitnessApi(this IEndpointRouteBuilder routes)
    {
        var witness = routes.MapGroup("/ledger/witness").AllowAnonymous().WithTags("Witness");
        witness
            .MapGet("key", (Witness here) => Results.Text($"{here.Verifier}\n", Text))
            .WithSummary("The verifier key of this portal's cosignatures.");
        witness
            .MapPost("add-checkpoint", AddAsync)
            .WithSummary(
                "Cosigns a checkpoint of a known log that continues the one cosigned last (C2SP tlog-witness)."
            )
            .DisableAntiforgery();
        witness
            .MapGet(
                "{hash:length(64)}/checkpoint",
                async (string hash, Witness here, HttpContext http) =>
                    await here.FindCheckpointAsync(hash, http.RequestAborted) is { } note
                        ? Results.Text(note, Text)
                        : Results.Text(
                            "This witness has cosigned no checkpoint of such a log.\n",
                            Text,
                            statusCode: StatusCodes.Status404NotFound
                        )
            )
            .WithSummary("The latest cosigned checkpoint of a log, by the SHA-256 of the log's name.");
    }

    private static async Task<IResult> AddAsync(Witness here, HttpContext http)
    {
        if (await ReadBodyAsync(http.Request, http.RequestAborted) is not { } body)
        {
            return Results.Text(
                "A request can have at most 64 KiB.\n",
                Text,
                statusCode: StatusCodes.Status413PayloadTooLarge
            );
        }

        var answer = await here.AddCheckpointAsync(body, http.RequestAborted);
        if (answer.IsSuccess)
            return Results.Text($"{answer.Value.Line}\n", Text);
        return answer.Error is { KnownSize: { } size, Status: var status }
            ? Results.Content(
                string.Create(CultureInfo.InvariantCulture, $"{size}\n"),
                "text/x.tlog.size",
                contentEncoding: null,
                status
            )
            : Results.Text($"{answer.Error.Reason}\n", Text, statusCode: answer.Error.Status);
    }

    private static async Task<string?> ReadBodyAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > MaxBodyBytes)
            return null;
        var bytes = new byte[MaxBodyBytes + 1];
        var length = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        // Bytes that are not UTF-8 become a text that no signature matches.
        return length > MaxBodyBytes ? null : Encoding.UTF8.GetString(bytes, 0, length);
    }
}
