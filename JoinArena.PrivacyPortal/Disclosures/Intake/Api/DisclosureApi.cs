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
        api.MapReportApi();
    }

    private static async Task<IResult> PutItemAsync(
        string workerId,
        string itemId,
        ItemAnnouncement announcement,
        ItemRegister register,
        CancellationToken ct
    )
    {
        var result = await register.AnnounceAsync(workerId, itemId, announcement, ct);
        if (!result.IsSuccess)
            return ApiProblem.CreateInvalid(result.Error);
        return result.Value.IsNew
            ? TypedResults.Created((string?)null, new ItemAnswer(result.Value.Id))
            : TypedResults.Ok(new ItemAnswer(result.Value.Id));
    }
}

internal sealed record ItemAnswer(string Id);
