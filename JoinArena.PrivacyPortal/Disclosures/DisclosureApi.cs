using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Disclosures;

/// <summary>What JoinArena's systems call: announce parties and items, report disclosures.</summary>
internal static class DisclosureApi
{
    public static void MapDisclosureApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").RequireRateLimiting(Limits.PerKey).WithTags("Disclosures");
        api.MapSourceApi();
        api.MapPut("/parties/{partyId}", PutPartyAsync).RequireScope(Scopes.PartiesWrite).WithName("PutParty");
        api.MapPut("/workers/{workerId}/items/{itemId}", PutItemAsync).RequireScope(Scopes.DisclosuresWrite).WithName("PutItem");
        api.MapReportApi();
    }

    private static async Task<IResult> PutPartyAsync(string partyId, PartyAnnouncement said, PartyRegister register, CancellationToken ct)
    {
        var result = await register.AnnounceAsync(partyId, said, ct);
        if (!result.IsDone) return ApiProblem.Invalid(result.Refusal);
        var party = result.Value;
        object answer = party.Secret is null ? new { party.Id } : new { party.Id, connector = new { party.Secret } };
        return party.IsNew ? TypedResults.Created((string?)null, answer) : TypedResults.Ok(answer);
    }

    private static async Task<IResult> PutItemAsync(string workerId, string itemId, ItemAnnouncement said, PartyRegister register, CancellationToken ct)
    {
        var result = await register.AnnounceItemAsync(workerId, itemId, said, ct);
        if (!result.IsDone) return ApiProblem.Invalid(result.Refusal);
        return result.Value.IsNew ? TypedResults.Created((string?)null, new { result.Value.Id }) : TypedResults.Ok(new { result.Value.Id });
    }
}
