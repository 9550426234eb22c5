using System.Security.Cryptography;
using System.Text;
using CsCheck;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;
using JoinArena.PrivacyPortal.Ledger.Witnesses;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Witnesses;

/// <summary>What this portal cosigns for others, and what it never would.</summary>
public abstract class WitnessTests(TestDatabase database)
{
    private readonly TreeOfTests _log = new(NoteKey.Create($"log-{Guid.NewGuid():N}.example/ledger"));
    private readonly WitnessKey _key = new(NoteKey.Create("witness.example"));

    private Witness Here => new(database.Contexts, new([], [_log.Key.Verifier], ""), _key, TimeProvider.System);

    [Fact]
    public async Task A_log_that_grows_is_cosigned_each_time()
    {
        foreach (var (old, size) in new[] { (0, 3), (3, 4), (4, 4), (4, 7), (7, 300), (300, 300) })
        {
            var answer = await AddAsync(_log.Request(old, size));
            answer.IsDone.ShouldBeTrue($"{old} to {size}");
            Cosignature.Open(answer.Value!.Line, _log.Checkpoint(size).Text, _key.Verifier).IsDone.ShouldBeTrue();
        }

        var kept = SignedNote.Parse((await Here.CheckpointAsync(Hash(_log.Key.Verifier.Name), CancellationToken.None))!).Value!;
        Checkpoint.Open(kept.ToString(), _log.Key.Verifier).Value!.Size.ShouldBe(300);
        kept.Signatures.Count.ShouldBe(2);
        Cosignature.Open(kept.Signatures[1], kept.Text, _key.Verifier).IsDone.ShouldBeTrue();
    }

    [Fact]
    public async Task A_log_begins_with_nothing_or_with_something()
    {
        (await AddAsync(_log.Request(0, 0))).IsDone.ShouldBeTrue();
        (await AddAsync(_log.Request(0, 5))).IsDone.ShouldBeTrue();
    }

    [Fact]
    public async Task What_does_not_continue_the_log_is_refused_and_changes_nothing()
    {
        using var stranger = NoteKey.Create("stranger.example/ledger");
        using var forger = NoteKey.Create(_log.Key.Verifier.Name);
        var fork = new TreeOfTests(_log.Key, "another history");
        (await AddAsync(_log.Request(0, 5))).IsDone.ShouldBeTrue();

        foreach (var (request, refusal) in new (AddCheckpoint, WitnessRefusal)[]
        {
            (new TreeOfTests(stranger).Request(0, 7), WitnessRefusal.UnknownLog),
            (_log.Request(5, 7) with { Checkpoint = _log.Checkpoint(7, by: forger) }, WitnessRefusal.NotSigned),
            (_log.Request(5, 7) with { Old = 8 }, WitnessRefusal.OldIsLarger),
            (_log.Request(0, 7), WitnessRefusal.OtherSize(5)),
            (_log.Request(3, 7), WitnessRefusal.OtherSize(5)),
            (_log.Request(6, 7), WitnessRefusal.OtherSize(5)),
            (_log.Request(3, 3), WitnessRefusal.OtherSize(5)),
            (fork.Request(5, 7), WitnessRefusal.Inconsistent),
            (fork.Request(5, 5), WitnessRefusal.Inconsistent),
            (_log.Request(5, 7) with { Proof = [] }, WitnessRefusal.Inconsistent),
            (_log.Request(5, 7) with { Proof = [.. _log.Request(5, 7).Proof, TreeHash.Empty] }, WitnessRefusal.Inconsistent),
        })
        {
            (await AddAsync(request)).Refusal.ShouldBe(refusal, request.ToString());
        }

        (await AddAsync(_log.Request(5, 7))).IsDone.ShouldBeTrue();
    }

    [Fact]
    public async Task Of_two_histories_sent_at_once_one_is_cosigned()
    {
        TreeOfTests[] logs = [_log, new(_log.Key, "another"), new(_log.Key, "a third"), new(_log.Key, "a fourth")];

        var answers = await Task.WhenAll(logs.SelectMany(log => new[] { 2, 3 }.Select(size => Task.Run(() => AddAsync(log.Request(0, size))))));

        answers.Count(a => a.IsDone).ShouldBe(1);
        answers.Where(a => !a.IsDone).ShouldAllBe(a => a.Refusal.Status == 409 && a.Refusal.KnownSize > 0);
    }

    [Fact]
    public async Task What_is_no_request_is_said_to_be_none()
    {
        var good = _log.Request(0, 3).ToString();
        foreach (var body in new[] { "", "old 0", "old 0\n", "\n\n", good.Replace("old 0", "old 00", StringComparison.Ordinal), good.Replace("old 0", "old -1", StringComparison.Ordinal), good.Replace("old 0", "old 9223372036854775808", StringComparison.Ordinal), good.Replace("old 0\n", "old 0\nAAAA\n", StringComparison.Ordinal), good.Replace("old 0\n", $"old 0\n{string.Concat(Enumerable.Repeat($"{TreeHash.Empty}\n", 64))}", StringComparison.Ordinal), good[..^1] })
            (await Here.AddAsync(body, CancellationToken.None)).Refusal.ShouldBe(WitnessRefusal.Malformed, body);
    }

    [Fact]
    public async Task A_log_nothing_is_known_of_has_no_checkpoint()
    {
        (await Here.CheckpointAsync(Hash(_log.Key.Verifier.Name), CancellationToken.None)).ShouldBeNull();
        (await Here.CheckpointAsync(Hash("stranger"), CancellationToken.None)).ShouldBeNull();
        (await Here.CheckpointAsync("", CancellationToken.None)).ShouldBeNull();
    }

    private Task<Result<Cosignature, WitnessRefusal>> AddAsync(AddCheckpoint request) => Here.AddAsync(request.ToString(), CancellationToken.None);

    private static string Hash(string origin) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)));

    public sealed class OnSqlite(SqliteDatabase database) : WitnessTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : WitnessTests(database), IClassFixture<PostgresDatabase>;
}

/// <summary>The reader of requests, and anything that anybody sends it.</summary>
public sealed class AddCheckpointTests
{
    private readonly TreeOfTests _log = new(NoteKey.Create("log.example/ledger"));

    [Fact]
    public void What_is_written_is_read_again() => Gen.Int[0, 40].SelectMany(old => Gen.Int[old, 60].Select(size => (old, size))).Sample((old, size) =>
    {
        var request = _log.Request(old, size);
        AddCheckpoint.Parse(request.ToString())!.ToString().ShouldBe(request.ToString());
    }, iter: 100);

    [Fact]
    public void Nothing_that_anybody_sends_breaks_it()
    {
        var good = _log.Request(3, 20).ToString();
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Int[0, 60], Gen.Char["\n —old 09=+A/"].Array[0, 40]).Sample((at, cut, put) =>
        {
            var body = string.Concat(good.AsSpan(0, at), new string(put), good.AsSpan(Math.Min(good.Length, at + cut)));
            if (AddCheckpoint.Parse(body) is { } read) read.ToString().Length.ShouldBeGreaterThan(0);
        }, iter: 3000);
    }
}
