using System.Net;
using System.Text;
using System.Text.Json;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Tests.Support;
using JoinArena.PrivacyPortal.Tests.Support.Browsing;
using Microsoft.Extensions.DependencyInjection;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace JoinArena.PrivacyPortal.Tests.Acceptance;

/// <summary>The receipt as the worker keeps it, checked by code that is not the portal's.</summary>
public sealed class ReceiptTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_receipt_says_what_was_accepted_and_anyone_can_check_its_signature()
    {
        var (worker, path) = await AcceptedAsync();

        var answer = await worker.FetchAsync($"{path}/receipt.note");
        var note = await answer.Content.ReadAsStringAsync();

        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; charset=utf-8");
        answer
            .Content.Headers.ContentDisposition!.ToString()
            .ShouldBe("attachment; filename=\"joinarena-acceptance-1.0.note\"");
        IsSigned(note, await KeyAsync()).ShouldBeTrue();
        var text = note[..note.LastIndexOf("\n\n", StringComparison.Ordinal)];
        text.ShouldNotContain("\n");
        using var receipt = JsonDocument.Parse(text);
        var said = receipt.RootElement;
        said.GetProperty("type").GetString().ShouldBe("acceptance-receipt");
        said.GetProperty("id").GetString().ShouldBe(path["/acceptances/".Length..]);
        said.GetProperty("issuedAt").GetString().ShouldBe(said.GetProperty("acceptedAt").GetString());
        var policy = said.GetProperty("policy");
        (
            policy.GetProperty("id").GetString(),
            policy.GetProperty("version").GetString(),
            policy.GetProperty("language").GetString()
        ).ShouldBe(("worker-privacy", "1.0", "en"));
        policy
            .GetProperty("sha256")
            .GetString()
            .ShouldBe("f12ca743e37d6f552781d65b2ba53904b9fdeb7cd0b6372b00942c86d48c1c97");
    }

    [Fact]
    public async Task A_receipt_has_the_record_of_ISO_27560_as_an_acknowledged_notice_that_claims_no_consent()
    {
        var (worker, path) = await AcceptedAsync();
        using var receipt = JsonDocument.Parse(
            await (await worker.FetchAsync($"{path}/receipt.json")).Content.ReadAsByteArrayAsync()
        );

        receipt
            .RootElement.GetProperty("dct:conformsTo")
            .GetString()
            .ShouldBe("https://w3id.org/dpv/schema/dpv-27560#receipt");
        var record = receipt.RootElement.GetProperty("dpv:hasRecordOfActivity")[0];
        record.GetProperty("dpv:hasNotice").GetProperty("dpv:hasNoticeStatus").GetString().ShouldBe("dpv:NoticeUsed");
        record.GetProperty("dpv:hasJurisdiction").GetString().ShouldBe("loc:DE");
        record.GetProperty("dpv:hasDataController").GetProperty("dpv:hasName").GetString().ShouldBe("JoinArena");
        var hiring = record
            .GetProperty("dpv:hasProcess")
            .EnumerateArray()
            .Single(p => p.GetProperty("dct:identifier").GetString() == "hiring-access");
        Words(hiring, "dpv:hasRecipient").ShouldBe(["hiring-company"]);
        Words(hiring, "dpv:hasPurpose").ShouldBe(["hiring"]);
        Words(hiring, "dpv:hasPersonalData").ShouldContain("salary-expectation");
        record
            .GetProperty("dpv:hasRight")
            .EnumerateArray()
            .Select(r => new Uri(r.GetProperty("dpv:isExercisedAt").GetString()!).AbsolutePath)
            .ShouldBe(["/my-data", "/acceptances", "/deletion/new", path]);
        var happened = record.GetProperty("events")[0];
        happened
            .GetProperty("dpv:hasIndicationMethod")
            .GetString()
            .ShouldBe("I have read and accept version 1.0\nAccept\n");
        happened.GetProperty("signedInBy").GetString().ShouldBe("pwd");
        receipt.RootElement.GetRawText().ShouldNotContain("dpv:Consent");
        receipt.RootElement.GetRawText().ShouldNotContain("hasLegalBasis");
    }

    [Fact]
    public async Task A_receipt_with_any_byte_changed_does_not_verify()
    {
        var (worker, path) = await AcceptedAsync();
        var note = await (await worker.FetchAsync($"{path}/receipt.note")).Content.ReadAsByteArrayAsync();
        var key = await KeyAsync();
        IsSigned(Encoding.UTF8.GetString(note), key).ShouldBeTrue();

        for (var at = 0; at < note.Length; at++)
        {
            var changed = (byte[])note.Clone();
            changed[at] ^= 1;
            IsSigned(Encoding.UTF8.GetString(changed), key).ShouldBeFalse($"byte {at}");
        }
    }

    [Fact]
    public async Task A_receipt_comes_by_email_and_stays_the_same_to_the_byte_after_the_key_has_changed()
    {
        var (worker, path) = await AcceptedAsync();
        var before = await BytesAsync(worker);
        var key = await KeyAsync();
        (await portal.Mail.WaitForEmailToAsync(_email, "You accepted version 1.0"))
            .Attachments["joinarena-acceptance-1.0.note"]
            .ShouldBe(before);

        var ledger = portal.Services.GetRequiredService<LedgerOptions>();
        KeyHistory.Rotate(ledger).ShouldNotBeNull();
        await portal.RestartAsync();

        (await KeyAsync()).ShouldNotBe(key);
        var after = await BytesAsync(await portal.SignInAsync(_email));
        after.ShouldBe(before);
        IsSigned(Encoding.UTF8.GetString(after), key).ShouldBeTrue();

        async Task<byte[]> BytesAsync(HtmlClient person) =>
            await (await person.FetchAsync($"{path}/receipt.note")).Content.ReadAsByteArrayAsync();
    }

    [Theory]
    [InlineData("receipt.note")]
    [InlineData("receipt.json")]
    public async Task Another_workers_receipt_is_not_found(string file)
    {
        var (worker, path) = await AcceptedAsync();
        var (other, _) = await AcceptedAsync();

        (await worker.FetchAsync($"{path}/{file}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await other.FetchAsync($"{path}/{file}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.FetchAsync($"/acceptances/{Guid.CreateVersion7()}/{file}")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await portal.CreateAnonymousClient().GoToAsync($"{path}/{file}")).Path.ShouldStartWith("/account/login");
    }

    private string _email = "";

    private async Task<(HtmlClient Worker, string Path)> AcceptedAsync()
    {
        var given = await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0"));
        _email = given.Email;
        var worker = await portal.SignInAsync(given.Email);
        await (await worker.GoToAsync("/acceptances")).FollowAsync("See what we recorded: Version 1.0");
        return (worker, worker.Path);
    }

    private async Task<string> KeyAsync() =>
        (await (await portal.CreateAnonymousClient().FetchAsync("/ledger/key")).Content.ReadAsStringAsync()).TrimEnd();

    /// <summary>A reader of its own for a note with one signature, on another house's Ed25519.</summary>
    private static bool IsSigned(string note, string verifierKey)
    {
        var name = verifierKey.Split('+')[0];
        var encoded = verifierKey.Split('+', 3)[2];
        var split = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (
            split < 0
            || !note[(split + 2)..].StartsWith($"— {name} ", StringComparison.Ordinal)
            || !note.EndsWith('\n')
        )
        {
            return false;
        }

        var line = note[(split + 2 + $"— {name} ".Length)..^1];
        // One spelling for each signature, or a changed last letter could mean the same bytes.
        if (
            !StrictBase64.TryDecode(line, out var signature)
            || signature.Length != 68
            || Convert.ToHexStringLower(signature.AsSpan(0, 4)) != verifierKey.Split('+')[1]
        )
        {
            return false;
        }

        var text = Encoding.UTF8.GetBytes(note[..(split + 1)]);
        var ed25519 = new Ed25519Signer();
        ed25519.Init(
            forSigning: false,
            new Ed25519PublicKeyParameters(Convert.FromBase64String(encoded).AsSpan(1).ToArray())
        );
        ed25519.BlockUpdate(text, 0, text.Length);
        return ed25519.VerifySignature(signature[4..]);
    }

    private static IEnumerable<string?> Words(JsonElement process, string name) =>
        process.GetProperty(name).EnumerateArray().Select(w => w.GetString());
}
