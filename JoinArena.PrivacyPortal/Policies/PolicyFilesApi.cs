using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Proofs;
using JoinArena.PrivacyPortal.Policies.Publishing;
using Microsoft.Net.Http.Headers;

namespace JoinArena.PrivacyPortal.Policies;

/// <summary>A version as files, for programs and for people who check hashes themselves.</summary>
internal static class PolicyFilesApi
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        WriteIndented = true,
    };

    public static void MapPolicyFilesApi(this IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("/policy/{version}").AllowAnonymous().WithTags("Policy");
        files.MapGet("text", Text).WithSummary("The text of a version as the exact Markdown bytes that were hashed.");
        files
            .MapGet("proof", ProofAsync)
            .WithSummary("The proof that the hash of a version's text is in the public log (C2SP tlog-proof).");
        files
            .MapGet("version.json", VersionJson)
            .WithSummary("A version's dates, hashes and clauses, and what each clause covers.");
    }

    private static IResult Text(string version, string? lang, PolicyLibrary library, HttpResponse response)
    {
        if (library.Find(version)?.Texts.GetValueOrDefault(lang ?? PolicyVersion.English) is not { } text)
            return Results.NotFound();
        response.Headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(text.Sha256))}:";
        response.Headers.ContentLanguage = text.Language;
        return Results.Bytes(
            text.Bytes,
            "text/markdown; charset=utf-8",
            enableRangeProcessing: true,
            entityTag: new EntityTagHeaderValue($"\"{text.Sha256}\"")
        );
    }

    private static async Task<IResult> ProofAsync(
        string version,
        string? lang,
        FirstServedTextStore served,
        LedgerProofs proofs,
        HttpContext http
    )
    {
        var language = lang ?? PolicyVersion.English;
        return await served.FindAsync(version, language, http.RequestAborted) is { } text
            ? (await proofs.CreatePublicProofAsync(text.EntryId, http.RequestAborted)).ToDownload(
                $"{PolicyVersion.Policy}-{version}-{language}",
                http
            )
            : Results.NotFound();
    }

    private static IResult VersionJson(string version, PolicyLibrary library, BasePath site) =>
        library.Find(version) is { } found
        && JsonSerializer.SerializeToUtf8Bytes(Describe(found, site), Json) is var bytes
            ? Results.Bytes(
                bytes,
                "application/json; charset=utf-8",
                entityTag: new EntityTagHeaderValue($"\"{ComputeETag(bytes)}\"")
            )
            : Results.NotFound();

    /// <summary>An entity tag computed from the bytes of a file.</summary>
    internal static string ComputeETag(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..32];

    private static object Describe(PolicyVersion version, BasePath site) =>
        new
        {
            PolicyVersion.Policy,
            Type = "dpv:PrivacyNotice",
            Prefixes = DpvTerms.Prefixes,
            Version = version.Name,
            Published = version.Published.ToIso(),
            Effective = version.Effective.ToIso(),
            version.Change,
            version.Reviewed,
            version.Example,
            version.Summary,
            Texts = version.Texts.Values.Select(t => new
            {
                t.Language,
                t.Sha256,
                Href = site.ToUrl($"/policy/{version.Name}/text?lang={t.Language}"),
            }),
            Clauses = version.Clauses.Select(c => new
            {
                c.Id,
                c.Basis,
                c.Replaces,
                Heading = c.Texts.ToDictionary(w => w.Key, w => w.Value.Heading, StringComparer.Ordinal),
                Note = c.Texts.ToDictionary(w => w.Key, w => w.Value.Note, StringComparer.Ordinal),
                Covers = c.CoverageRules.Select(covers => new
                {
                    Data = covers.Categories.Order(),
                    With = covers.Recipients.Order(),
                    For = covers.Purposes.Order(),
                    covers.Direction,
                    Dpv = DpvTerms.ToDpv(covers),
                }),
            }),
        };
}
