// Over 250 lines: published test vectors for every module of the page take up most of it.
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Verify;

/// <summary>
/// The page's scripts in a real browser. They are a second implementation of notes, canonical JSON and proofs, and are
/// compared with published test vectors and with the portal's own code.
/// </summary>
public sealed class VerifyModuleTests(Portal portal) : IClassFixture<Portal>
{
    private const string Peter = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private const string Enoch = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
    private const string Tessera = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";
    private const string Quote =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private const string ByPeter =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    private const string ByEnoch =
        "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

    private const string TesseraProof = """
        c2sp.org/tlog-proof@v1
        index 2
        9xWrP6pdBx5uKsS7mU1b9zWUPcw3mdoNCF55gM+5M2o=
        T1X2GdkhUjV3iyufF9b0kVsWFxIU0VI4EpNml2Teci4=
        wVNSoGEUdzQTVZfXnUuDiK7m3gJ5rbJqmQx/6vHF+yA=

        example.com/log/testdata
        7
        IrSXADBqJ7EQoUODSDKROySgNveeL6CFhik2w/+fS7U=

        — example.com/log/testdata M9e0luA5JhTRUki/BBQD0QNiH6AEJ2pdtsA5CQjqJErViuuKrN6513RCTL2640wXJv0dCed3neRGI6dMzBq9uANf2Qc=

        """;

    // Imports the modules and defines helpers for the scripts.
    private const string Modules = """
        async given => {
          const names = ["bytes", "canonical", "note", "tlog", "examine"];
          const modules = await Promise.all(names.map(m => import(`/js/verify/${m}.js`)));
          const [bytes, canonical, note, tlog, examine] = modules;
          const refusal = async action => {
            try {
              await action();
              return "none";
            } catch (fault) {
              return fault.code ?? String(fault);
            }
          };
          const keys = async lines => Promise.all(lines.map(note.parseKey));
          const signers = async (text, lines) => {
            const parsed = note.parseNote(bytes.utf8(text));
            const found = note.signaturesBy(parsed, await keys(lines));
            for (const signature of found) await note.verify(parsed, signature);
            return found.map(s => s.name);
          };

        """;

    [Fact]
    public Task Published_notes_are_read() =>
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
    public Task Invalid_keys_are_named() =>
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
    public Task A_published_proof_is_read() =>
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

    [Fact]
    public Task Every_byte_of_a_receipt_and_of_a_proof_matters() =>
        InBrowserAsync(async run =>
        {
            using var key = NoteKey.Create("privacy.example.com/ledger");
            const string flips = """
                (async () => {
                  const [trusted, file] = [await keys(given.keys), bytes.utf8(given.file)];
                  if (!(await examine.examine(file, trusted)).passed) return ["the file itself"];
                  const passed = [];
                  for (let i = 0; i < file.length; i++) for (const bit of [1, 4, 32, 128]) {
                    const flipped = file.slice();
                    flipped[i] ^= bit;
                    const report = await examine.examine(flipped, trusted);
                    if (!report.checks.some(check => check.state === "fail")) passed.push([i, bit]);
                  }
                  return passed;
                })()
                """;
            foreach (var file in new[] { SignedFileBuilder.CreateReceipt(key), SignedFileBuilder.CreateProof(key) })
                (await run(flips, new { file, keys = new[] { key.Verifier.ToString() } })).ShouldBe("[]", file);
        });

    [Fact]
    public Task A_truncated_or_unknown_file_is_refused_by_name() =>
        InBrowserAsync(async run =>
        {
            using var key = NoteKey.Create("privacy.example.com/ledger");
            const string cuts = """
                (async () => {
                  const [trusted, file] = [await keys(given.keys), bytes.utf8(given.file)];
                  const passed = [];
                  const passes = async content => (await examine.examine(content, trusted)).passed;
                  for (let i = 0; i < file.length; i++) {
                    if (await passes(file.slice(0, i))) passed.push(i);
                  }
                  for (let i = 0; i < 300; i++) {
                    if (await passes(crypto.getRandomValues(new Uint8Array(i * 3)))) passed.push(`noise ${i}`);
                  }
                  if (await passes(new Uint8Array(1 << 21))) passed.push("large");
                  return passed;
                })()
                """;
            foreach (var file in new[] { SignedFileBuilder.CreateReceipt(key), SignedFileBuilder.CreateProof(key) })
                (await run(cuts, new { file, keys = new[] { key.Verifier.ToString() } })).ShouldBe("[]");
        });

    [Fact]
    public Task Each_fault_fails_its_own_check() =>
        InBrowserAsync(async run =>
        {
            using var key = NoteKey.Create("privacy.example.com/ledger");
            using var other = NoteKey.Create("privacy.example.com/ledger");
            using var stranger = NoteKey.Create("elsewhere.example/ledger");
            foreach (
                var (file, check, code) in new[]
                {
                    (SignedFileBuilder.CreateReceipt(other), "key", "key-unknown"),
                    (SignedFileBuilder.CreateReceipt(key, r => r["type"] = "invoice"), "fields", "type-unknown"),
                    (SignedFileBuilder.CreateReceipt(key, r => r.Remove("acceptedAt")), "fields", "field-missing"),
                    (
                        SignedFileBuilder.CreateReceipt(key, r => r["policy"]!["sha256"] = "F00"),
                        "fields",
                        "field-wrong"
                    ),
                    (SignedFileBuilder.CreateReceipt(key, r => r["issuedAt"] = "yesterday"), "fields", "field-wrong"),
                    (
                        SignedFileBuilder.Sign(key, """{"type": "acceptance-receipt"}"""),
                        "canonical",
                        "json-not-canonical"
                    ),
                    (SignedFileBuilder.Sign(key, "{oh"), "canonical", "json-broken"),
                    (
                        SignedFileBuilder.CreateReceipt(key).Replace("\"1.0\"", "\"2.0\"", StringComparison.Ordinal),
                        "signature",
                        "signature-bad"
                    ),
                    (SignedFileBuilder.CreateProof(stranger), "key", "key-other-log"),
                    (
                        SignedFileBuilder.CreateProof(key, checkpointOf: "elsewhere.example/ledger"),
                        "key",
                        "key-other-log"
                    ),
                    (
                        SignedFileBuilder
                            .CreateProof(key)
                            .Replace("\nindex 0\n", "\nindex 1\n", StringComparison.Ordinal),
                        "inclusion",
                        "inclusion-shape"
                    ),
                    (TesseraProof, "record", "record-none"),
                    ("", "kind", "kind-empty"),
                    ("Dear Sir or Madam", "kind", "kind-unknown"),
                }
            )
            {
                var failed = await run(
                    "examine.examine(bytes.utf8(given.file), await keys(given.keys))"
                        + ".then(r => r.checks.filter(c => c.state === 'fail').map(c => c.name + ' ' + c.code))",
                    new { file, keys = new[] { key.Verifier.ToString(), Tessera } }
                );
                JsonSerializer.Deserialize<string[]>(failed).ShouldNotBeNull().ShouldContain($"{check} {code}", file);
            }
        });

    [Fact]
    public Task A_witness_counts_only_in_its_own_role() =>
        InBrowserAsync(async run =>
        {
            using var key = NoteKey.Create("witness.example");
            var cosigner = VerifierKey.Create("witness.example", KeyType.Ed25519Cosignature, key.Verifier.PublicBytes);
            using var log = NoteKey.Create("privacy.example.com/ledger");
            var proof = SignedFileBuilder.CreateProof(log);
            var text = proof[
                (proof.IndexOf("\n\n", StringComparison.Ordinal) + 2)..(
                    proof.LastIndexOf("\n\n", StringComparison.Ordinal) + 1
                )
            ];
            var signed = key.Sign($"cosignature/v1\ntime 1795528925\n{text}");
            var line = new NoteSignature(
                "witness.example",
                cosigner.Id,
                [0, 0, 0, 0, .. BitConverter.GetBytes(1795528925u).Reverse(), .. signed.Bytes]
            ).ToString();

            const string witnessed =
                "examine.examine(bytes.utf8(given.file), await keys(given.keys))"
                + ".then(r => r.checks.find(c => c.name === 'witnesses').code + ' ' + r.passed)";
            string[] both = [log.Verifier.ToString(), cosigner.ToString()];
            (await run(witnessed, new { file = $"{proof}{line}\n", keys = both })).ShouldBe("\"witnesses-pass true\"");
            (await run(witnessed, new { file = $"{proof}{line}\n", keys = both[..1] })).ShouldBe(
                "\"witnesses-unknown true\""
            );
            (await run(witnessed, new { file = proof, keys = both })).ShouldBe("\"witnesses-none true\"");
            var (at, was) = (line.Length - 20, line[^20]);
            (
                await run(
                    witnessed,
                    new { file = $"{proof}{line[..at]}{(was == 'A' ? 'B' : 'A')}{line[(at + 1)..]}\n", keys = both }
                )
            ).ShouldBe("\"signature-bad false\"");
            (await run(witnessed, new { file = $"{proof}{line}\n", keys = both[1..] })).ShouldBe(
                "\"witnesses-pass false\""
            );
        });

    private Task InBrowserAsync(Func<Func<string, object, Task<string>>, Task> test) =>
        portal.VisitInBrowserAsync(async person =>
        {
            await person.GoesToAsync("/verify");
            await test(
                (script, given) =>
                    person.Page.EvaluateAsync<string>($"{Modules} return JSON.stringify(await ({script})); }}", given)
            );
        });

    private static string Read(string json) => JsonSerializer.Deserialize<string>(json)!;
}
