using System.Text.Json.Serialization;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Disclosures.Intake.Sources;
using JoinArena.PrivacyPortal.Parties;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Api;

/// <summary>What JoinArena's systems call to announce parties and items, and to report disclosures.</summary>
internal static class DisclosureApi
{
    public static void MapDisclosureApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").RequireRateLimiting(RateLimits.PerKey).WithTags("Disclosures");
        api.MapSourceApi();
        api.MapPut("/parties/{partyId}", PutPartyAsync)
            .RequireScope(Scopes.PartiesWrite)
            .WithName("PutParty")
            .Produces<PartyAnswer>()
            .Produces<PartyAnswer>(StatusCodes.Status201Created);
        api.MapPut("/workers/{workerId}/items/{itemId}", PutItemAsync)
            .RequireScope(Scopes.DisclosuresWrite)
            .WithName("PutItem")
            .Produces<ItemAnswer>()
            .Produces<ItemAnswer>(StatusCodes.Status201Created);
        api.MapReportApi();
    }

    private static async Task<IResult> PutPartyAsync(
        string partyId,
        PartyAnnouncement said,
        PartyRegister register,
        CancellationToken ct
    )
    {
        var result = await register.AnnounceAsync(partyId, said, ct);
        if (!result.IsSuccess)
            return ApiProblem.CreateInvalid(result.Error);
        var party = result.Value;
        var answer = new PartyAnswer(party.Id, party.Secret is null ? null : new(party.Secret));
        return party.IsNew ? TypedResults.Created((string?)null, answer) : TypedResults.Ok(answer);
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

/// <param name="Connector">There when its webhook was given a secret.</param>
internal sealed record PartyAnswer(
    string Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GivenSecret? Connector
);

/// <param name="Secret">Shown this once.</param>
internal sealed record GivenSecret(string Secret);

internal sealed record ItemAnswer(string Id);
