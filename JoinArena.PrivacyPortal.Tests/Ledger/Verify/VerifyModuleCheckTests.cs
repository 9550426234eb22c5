using System.Text.Json;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Verify;

/// <summary>The page's scripts in a real browser: they find each fault of a receipt and of a proof.</summary>
public sealed class VerifyModuleCheckTests(Portal portal) : VerifyModuleTestBase(portal), IClassFixture<Portal>
{
    private const string Tessera = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";

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
    public Task Each_fault_of_a_signed_file_fails_its_own_check() =>
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
            var at = line.Length - 20;
            var was = line[^20];
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
}
