using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Verify;

/// <summary>
/// The page's scripts in a real browser: they read what published test vectors and the portal's own code write.
/// </summary>
public sealed class VerifyModuleTests(Portal portal) : VerifyModuleTestBase(portal), IClassFixture<Portal>
{
    private const string Peter = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private const string Enoch = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
    private const string Quote =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private const string ByPeter =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    private const string ByEnoch =
        "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

    [Fact]
    public Task The_verify_page_reads_published_notes() =>
        InBrowserAsync(async run =>
        {
            (
                await run(
                    "signers(given.note, given.keys)",
                    new { note = $"{Quote}\n{ByPeter}{ByEnoch}", keys = new[] { Peter, Enoch } }
                )
            ).ShouldBe("""["PeterNeumann","EnochRoot"]""");
            (
                await run(
                    "signers(given.note, given.keys)",
                    new
                    {
                        note = "This is an example message.\n\n— example.com/foo "
                            + "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n",
                        keys = new[] { "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k" },
                    }
                )
            ).ShouldBe("""["example.com/foo"]""");
        });

    [Fact]
    public Task The_verify_page_names_invalid_keys() =>
        InBrowserAsync(async run =>
        {
            foreach (
                var (key, refusal) in new[]
                {
                    ("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==", "key-form"),
                    ("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "key-type"),
                    ("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "key-id"),
                    ("PeterNeumann+c74f20a3+AQ==", "key-length"),
                    ("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", "key-form"),
                    ("nothing", "key-form"),
                }
            )
            {
                (await run("refusal(() => note.parseKey(given))", key)).ShouldBe($"\"{refusal}\"", key);
            }
        });

    [Fact]
    public Task The_verify_page_reads_a_published_proof() =>
        InBrowserAsync(async run =>
        {
            SignedFileBuilder
                .Sha256Hex(TesseraProof)
                .ShouldBe("4a09e52cacad51776723321515acc532d161a4f4a9ddc5a4606b884c88f20f09");
            const string leadsToRoot = """
                (async () => {
                  const proof = tlog.parseProof(bytes.utf8(given.file));
                  const checkpoint = tlog.parseCheckpoint(note.parseNote(proof.checkpoint).text);
                  const root = await tlog.rootOf(proof.index, checkpoint.size, await tlog.leafHash(bytes.utf8(given.leaf)), proof.hashes);
                  return root !== null && bytes.equal(root, checkpoint.root);
                })()
                """;
            (await run(leadsToRoot, new { file = TesseraProof, leaf = "three" })).ShouldBe("true");
            (await run(leadsToRoot, new { file = TesseraProof, leaf = "four" })).ShouldBe("false");
            (
                await run(
                    leadsToRoot,
                    new { file = TesseraProof.Replace("index 2", "index 3", StringComparison.Ordinal), leaf = "three" }
                )
            ).ShouldBe("false");
        });

    [Fact]
    public Task Sizes_up_to_the_largest_safe_number_are_accepted_and_larger_ones_refused() =>
        InBrowserAsync(async run =>
        {
            (
                await run(
                    "tlog.rootOf(2n ** 63n - 2n, 2n ** 63n - 1n, new Uint8Array(32), []).then(root => root === null)",
                    0
                )
            ).ShouldBe("true");
            (await run("tlog.rootOf(5n, 5n, new Uint8Array(32), []).then(root => root === null)", 0)).ShouldBe("true");
            (
                await run(
                    "[given.map(n => { try { return String(bytes.decimal(n)); } catch (fault) { return fault.code; } })][0]",
                    new[] { "9223372036854775807", "9223372036854775808", "007", "-1", "" }
                )
            ).ShouldBe("""["9223372036854775807","not-a-number","not-a-number","not-a-number","not-a-number"]""");
        });

    [Fact]
    public Task Canonical_JSON_equals_that_of_RFC_8785_and_of_the_portal() =>
        InBrowserAsync(async run =>
        {
            const string given =
                """{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"""
                + """ "string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}""";
            const string canonical =
                """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"""
                + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
            Read(await run("canonical.canonical(JSON.parse(given))", given)).ShouldBe(canonical);
            const string sorted =
                """{"\ufb33":1,"\ud83d\ude02":2,"\u20ac":3,"\u00f6":4,"1":5,"</script>":6,"\u0080":7,"\r":8,"\n":{"b":"é","a":[]}}""";
            Read(await run("canonical.canonical(JSON.parse(given))", sorted))
                .ShouldBe(CanonicalJson.Write(JsonNode.Parse(sorted)!));

            foreach (
                var (json, refusal) in new[]
                {
                    ("""{"b":1,"a":2}""", "json-not-canonical"),
                    ("""{"a":1,"a":1}""", "json-not-canonical"),
                    ("""{"a":1e400}""", "json-number"),
                    ("""{"a":"\ud800"}""", "json-surrogate"),
                    ("{", "json-broken"),
                    (new string('[', 70) + new string(']', 70), "json-deep"),
                }
            )
            {
                (await run("refusal(() => canonical.parseCanonical(given))", json)).ShouldBe($"\"{refusal}\"", json);
            }
        });

    [Fact]
    public Task The_commitment_equals_the_published_one_and_that_of_the_portal() =>
        InBrowserAsync(async run =>
        {
            const string record = """{"recipient":"Example Payroll Ltd","subject":"w-1","type":"disclosure"}""";
            (
                await run(
                    "tlog.commitment(Uint8Array.from({ length: 32 }, (_, i) => i), given, "
                        + "bytes.utf8('portal.example/commit/v1')).then(bytes.toBase64)",
                    record
                )
            ).ShouldBe("\"DvUup38Jgl3nYchq2bZnyJK3lPCjIzwj5lrHromhd+w=\"");
            var salt = RandomNumberGenerator.GetBytes(32);
            Read(
                    await run(
                        "tlog.leafOf({ record: JSON.parse(given.record), salt: bytes.fromBase64(given.salt) })",
                        new { record, salt = Convert.ToBase64String(salt) }
                    )
                )
                .ShouldBe(Commitment.FormatLeaf(Commitment.Compute(salt, record)));
        });

    private static string Read(string json) => JsonSerializer.Deserialize<string>(json)!;
}
