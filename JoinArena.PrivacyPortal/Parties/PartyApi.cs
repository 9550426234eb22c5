using System.Text.Json.Serialization;
using JoinArena.PrivacyPortal.Access;

namespace JoinArena.PrivacyPortal.Parties;

/// <summary>How JoinArena's systems announce parties.</summary>
internal static class PartyApi
{
    public static void MapPartyApi(this IEndpointRouteBuilder routes)
    {
        // The tag groups it with the reports in the API's documentation: who announces parties also reports to them.
        var api = routes.MapGroup("/api/v1").RequireRateLimiting(RateLimits.PerKey).WithTags("Disclosures");
        api.MapPut("/parties/{partyId}", PutPartyAsync)
            .RequireScope(Scopes.PartiesWrite)
            .WithName("PutParty")
            .Produces<PartyAnswer>()
            .Produces<PartyAnswer>(StatusCodes.Status201Created);
    }

    private static async Task<IResult> PutPartyAsync(
        string partyId,
        PartyAnnouncement announcement,
        PartyRegister register,
        CancellationToken ct
    )
    {
        var result = await register.AnnounceAsync(partyId, announcement, ct);
        if (!result.IsSuccess)
            return ApiProblem.CreateInvalid(result.Error);
        var party = result.Value;
        var answer = new PartyAnswer(party.Id, party.Secret is null ? null : new(party.Secret));
        return party.IsNew ? TypedResults.Created((string?)null, answer) : TypedResults.Ok(answer);
    }
}

/// <param name="Connector">There when its webhook was given a secret.</param>
internal sealed record PartyAnswer(
    string Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GivenSecret? Connector
);

/// <param name="Secret">Shown this once.</param>
internal sealed record GivenSecret(string Secret);
