using System.Text.Json.Serialization;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Disclosures.Intake.Sources;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Api;

/// <summary>What JoinArena's systems call to announce items and sources, and to report disclosures.</summary>
internal static class DisclosureApi
{
    public static void MapDisclosureApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").RequireRateLimiting(RateLimits.PerKey).WithTags("Disclosures");
        api.MapSourceApi();
        api.MapPut("/workers/{workerId}/items/{itemId}", PutItemAsync)
            .RequireScope(Scopes.DisclosuresWrite)
            .WithName("PutItem")
            .Produces<ItemAnswer>()
            .Produces<ItemAnswer>(StatusCodes.Status201Created);
        api.MapGet("/workers/{workerId}/items/{itemId}", GetItemAsync)
            .RequireScope(Scopes.DisclosuresWrite)
            .WithName("GetItem")
            .Produces<ItemAnnouncement>();
        api.MapReportApi();
    }

    private static async Task<IResult> PutItemAsync(
        string workerId,
        string itemId,
        JsonBody<ItemAnnouncement> body,
        ItemRegister register,
        CancellationToken ct
    )
    {
        if (!body.IsValid)
            return body.Error;
        var result = await register.AnnounceAsync(workerId, itemId, body.Value, ct);
        if (!result.IsSuccess)
            return body.CreateInvalid(result.Error);
        var answer = new ItemAnswer(result.Value.Id, body.Ignored);
        return result.Value.IsNew ? TypedResults.Created((string?)null, answer) : TypedResults.Ok(answer);
    }

    private static async Task<IResult> GetItemAsync(
        string workerId,
        string itemId,
        ItemRegister register,
        HttpResponse response,
        CancellationToken ct
    )
    {
        response.Headers.CacheControl = "no-store";
        return await register.FindAnnouncementAsync(workerId, itemId, ct) is { } item
            ? TypedResults.Ok(item)
            : ApiProblem.Create(
                404,
                "not-found",
                "There is nothing with this id",
                "No item of this worker has this id. Announce it with PUT /api/v1/workers/{workerId}/items/{itemId} first."
            );
    }
}

/// <param name="Ignored">A JSON Pointer to each member of the body that the portal does not know.</param>
internal sealed record ItemAnswer(
    string Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Ignored
);
