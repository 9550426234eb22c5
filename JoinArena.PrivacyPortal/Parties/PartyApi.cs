using System.Security.Claims;
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
        api.MapGet("/parties/{partyId}", GetPartyAsync)
            .RequireScope(Scopes.PartiesWrite)
            .WithName("GetParty")
            .Produces<PartyAnnouncement>();
    }

    private static async Task<IResult> PutPartyAsync(
        string partyId,
        JsonBody<PartyAnnouncement> body,
        PartyRegister register,
        ClaimsPrincipal key,
        CancellationToken ct
    )
    {
        if (!body.IsValid)
            return body.Error;
        var result = await register.AnnounceAsync(partyId, body.Value, ct, by: $"API key {key.Identity?.Name}");
        if (!result.IsSuccess)
            return body.CreateInvalid(result.Error);
        var party = result.Value;
        var answer = new PartyAnswer(party.Id, party.Secret is null ? null : new(party.Secret), body.Ignored);
        return party.IsNew ? TypedResults.Created((string?)null, answer) : TypedResults.Ok(answer);
    }

    private static async Task<IResult> GetPartyAsync(
        string partyId,
        PartyRegister register,
        HttpResponse response,
        CancellationToken ct
    )
    {
        response.Headers.CacheControl = "no-store";
        return await register.FindAnnouncementAsync(partyId, ct) is { } party
            ? TypedResults.Ok(party)
            : ApiProblem.Create(
                404,
                "not-found",
                "There is nothing with this id",
                "Announce the party with PUT /api/v1/parties/{partyId} first."
            );
    }
}

/// <param name="Connector">There when its webhook was given a secret.</param>
/// <param name="Ignored">A JSON Pointer to each member of the body that the portal does not know.</param>
internal sealed record PartyAnswer(
    string Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GivenSecret? Connector,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Ignored
);

/// <param name="Secret">Shown this once.</param>
internal sealed record GivenSecret(string Secret);
