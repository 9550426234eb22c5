using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Notes;

/// <summary>A log gets a new key: a verifier who knows the old key can follow, and old signatures stay valid.</summary>
public sealed class KeyRotationTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("jpp-rotation-");

    private LedgerOptions Options =>
        new(Path.Combine(_directory.FullName, "ledger", "signing.key"), null, () => "privacy.example.com/ledger");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Checkpoints_are_signed_by_both_keys_until_the_handover_ends_and_receipts_by_the_new_one()
    {
        using var before = PortalKey.Open(Options);
        var receipt = before.Sign("{}\n");
        var checkpoint = new Checkpoint(before.Origin, 3, TreeHash.Empty);

        var made = KeyHistory.Rotate(Options).ShouldNotBeNull();

        using var during = PortalKey.Open(Options);
        during.Origin.ShouldBe(before.Origin);
        during.Verifiers.ShouldBe([made, before.Verifier]);
        var both = during.Sign(checkpoint).ToString();
        Checkpoint.Open(both, before.Verifier).IsSuccess.ShouldBeTrue();
        Checkpoint.Open(both, made).IsSuccess.ShouldBeTrue();
        during.Sign("{}\n").Signatures.ShouldHaveSingleItem().IsBy(made).ShouldBeTrue();
        receipt.VerifySignatures([.. during.Verifiers]).IsSuccess.ShouldBeTrue();
        during.VerifyCheckpoint(before.Sign(checkpoint).ToString()).IsSuccess.ShouldBeTrue();

        KeyHistory.Rotate(Options).ShouldBeNull("one handover at a time");
        KeyHistory.FinishRotation(Options).ShouldBeTrue();

        using var after = PortalKey.Open(Options);
        after.Verifiers.ShouldBe([made, before.Verifier]);
        after.Sign(checkpoint).Signatures.ShouldHaveSingleItem().IsBy(made).ShouldBeTrue();
        receipt.VerifySignatures([.. after.Verifiers]).IsSuccess.ShouldBeTrue();
        KeyHistory.FinishRotation(Options).ShouldBeFalse();
        File.ReadAllLines(Options.KeyFile).ShouldHaveSingleItem();
    }

    [Fact]
    public void Every_former_key_stays_listed_from_the_newest_to_the_oldest()
    {
        var keys = new List<VerifierKey>();
        using (var first = PortalKey.Open(Options))
            keys.Add(first.Verifier);
        for (var i = 0; i < 3; i++)
        {
            keys.Insert(0, KeyHistory.Rotate(Options)!);
            KeyHistory.FinishRotation(Options).ShouldBeTrue();
        }

        using var now = PortalKey.Open(Options);
        now.Verifiers.ShouldBe(keys);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Options.KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_key_history_with_foreign_content_stops_the_start()
    {
        PortalKey.Open(Options).Dispose();
        File.WriteAllText(Path.Combine(_directory.FullName, "ledger", "retired.keys"), "my grandmother\n");

        Should.Throw<ConfigurationException>(() => PortalKey.Open(Options)).Message.ShouldContain("my grandmother");
    }

    [Fact]
    public void A_stranger_who_takes_the_logs_name_is_no_key_of_it()
    {
        using var here = PortalKey.Open(Options);
        using var stranger = NoteKey.Create(here.Origin);

        here.VerifyCheckpoint(SignedNote.Sign(new Checkpoint(here.Origin, 3, TreeHash.Empty).Text, stranger).ToString())
            .Error.ShouldBe(CheckpointError.NotSigned);
    }
}

/// <summary>A key change on a running portal.</summary>
public sealed class KeyRotationOnAPortalTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task The_log_continues_under_its_name_and_lists_the_keys_it_has_had()
    {
        await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0"));
        var old = portal.Services.GetRequiredService<PortalKey>().Verifier;
        await CheckpointAsync(old);

        var made = KeyHistory.Rotate(portal.Services.GetRequiredService<LedgerOptions>()).ShouldNotBeNull();
        await portal.RestartAsync();
        await portal.SetUpAsync(Given.Worker().WhoAccepted("1.0"));

        var served = await CheckpointAsync(made);
        Checkpoint.Open(served, old).Value!.Origin.ShouldBe(old.Name);
        using var http = new HttpClient { BaseAddress = portal.Url };
        (await http.GetStringAsync("/ledger/key")).ShouldBe($"{made}\n");
        (await http.GetStringAsync("/ledger/keys")).ShouldBe($"{made}\n{old}\n");
        (await http.GetStringAsync("/health/ready")).ShouldNotContain("Degraded");
    }

    private async Task<string> CheckpointAsync(VerifierKey signedBy)
    {
        using var http = new HttpClient { BaseAddress = portal.Url };
        for (var tries = 0; ; tries++)
        {
            using var answer = await http.GetAsync("/ledger/checkpoint");
            var note = await answer.Content.ReadAsStringAsync();
            if (Checkpoint.Open(note, signedBy) is { IsSuccess: true, Value.Size: > 0 })
                return note;
            tries.ShouldBeLessThan(400, note);
            await Task.Delay(50);
        }
    }
}
