using System.Security.Cryptography;
using System.Text;
using CsCheck;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;
using JoinArena.PrivacyPortal.Ledger.Witnesses;
using JoinArena.PrivacyPortal.Tests.Support.Databases;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Witnesses;

/// <summary>What this portal cosigns for other logs, and what it never cosigns.</summary>
public abstract class WitnessTests(TestDatabase database)
{
    private readonly FakeLog _log = new(NoteKey.Create($"log-{Guid.NewGuid():N}.example/ledger"));
    private readonly WitnessKey _key = new(NoteKey.Create("witness.example"));

    private Witness Here => new(database.Contexts, new([], [_log.Key.Verifier], ""), _key, TimeProvider.System);

    [Fact]
    public async Task A_log_that_grows_is_cosigned_each_time()
    {
        foreach (var (old, size) in new[] { (0, 3), (3, 4), (4, 4), (4, 7), (7, 300), (300, 300) })
        {
            var answer = await AddAsync(_log.CreateRequest(old, size));
            answer.IsSuccess.ShouldBeTrue($"{old} to {size}");
            Cosignature
                .Open(answer.Value!.Line, _log.SignCheckpoint(size).Text, _key.Verifier)
                .IsSuccess.ShouldBeTrue();
        }

        var kept = SignedNote
            .Parse((await Here.FindCheckpointAsync(Hash(_log.Key.Verifier.Name), CancellationToken.None))!)
            .Value!;
        Checkpoint.Open(kept.ToString(), _log.Key.Verifier).Value!.Size.ShouldBe(300);
        kept.Signatures.Count.ShouldBe(2);
        Cosignature.Open(kept.Signatures[1], kept.Text, _key.Verifier).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task A_log_may_begin_empty_or_with_entries()
    {
        (await AddAsync(_log.CreateRequest(0, 0))).IsSuccess.ShouldBeTrue();
        (await AddAsync(_log.CreateRequest(0, 5))).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task A_checkpoint_that_does_not_continue_the_log_is_refused_and_changes_nothing()
    {
        using var stranger = NoteKey.Create("stranger.example/ledger");
        using var forger = NoteKey.Create(_log.Key.Verifier.Name);
        var fork = new FakeLog(_log.Key, "another history");
        (await AddAsync(_log.CreateRequest(0, 5))).IsSuccess.ShouldBeTrue();

        foreach (
            var (request, refusal) in new (AddCheckpointRequest, AddCheckpointError)[]
            {
                (new FakeLog(stranger).CreateRequest(0, 7), AddCheckpointError.UnknownLog),
                (
                    _log.CreateRequest(5, 7) with
                    {
                        Checkpoint = _log.SignCheckpoint(7, by: forger),
                    },
                    AddCheckpointError.NotSigned
                ),
                (_log.CreateRequest(5, 7) with { OldSize = 8 }, AddCheckpointError.OldIsLarger),
                (_log.CreateRequest(0, 7), AddCheckpointError.OtherSize(5)),
                (_log.CreateRequest(3, 7), AddCheckpointError.OtherSize(5)),
                (_log.CreateRequest(6, 7), AddCheckpointError.OtherSize(5)),
                (_log.CreateRequest(3, 3), AddCheckpointError.OtherSize(5)),
                (fork.CreateRequest(5, 7), AddCheckpointError.Inconsistent),
                (fork.CreateRequest(5, 5), AddCheckpointError.Inconsistent),
                (_log.CreateRequest(5, 7) with { Proof = [] }, AddCheckpointError.Inconsistent),
                (
                    _log.CreateRequest(5, 7) with
                    {
                        Proof = [.. _log.CreateRequest(5, 7).Proof, TreeHash.Empty],
                    },
                    AddCheckpointError.Inconsistent
                ),
            }
        )
        {
            (await AddAsync(request)).Error.ShouldBe(refusal, request.ToString());
        }

        (await AddAsync(_log.CreateRequest(5, 7))).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public async Task Only_one_of_two_simultaneous_histories_is_cosigned()
    {
        FakeLog[] logs = [_log, new(_log.Key, "another"), new(_log.Key, "a third"), new(_log.Key, "a fourth")];

        var answers = await Task.WhenAll(
            logs.SelectMany(log => new[] { 2, 3 }.Select(size => Task.Run(() => AddAsync(log.CreateRequest(0, size)))))
        );

        answers.Count(a => a.IsSuccess).ShouldBe(1);
        answers.Where(a => !a.IsSuccess).ShouldAllBe(a => a.Error.Status == 409 && a.Error.KnownSize > 0);
    }

    [Fact]
    public async Task A_malformed_request_for_a_cosignature_is_refused()
    {
        var good = _log.CreateRequest(0, 3).ToString();
        foreach (
            var body in new[]
            {
                "",
                "old 0",
                "old 0\n",
                "\n\n",
                good.Replace("old 0", "old 00", StringComparison.Ordinal),
                good.Replace("old 0", "old -1", StringComparison.Ordinal),
                good.Replace("old 0", "old 9223372036854775808", StringComparison.Ordinal),
                good.Replace("old 0\n", "old 0\nAAAA\n", StringComparison.Ordinal),
                good.Replace(
                    "old 0\n",
                    $"old 0\n{string.Concat(Enumerable.Repeat($"{TreeHash.Empty}\n", 64))}",
                    StringComparison.Ordinal
                ),
                good[..^1],
            }
        )
        {
            (await Here.AddCheckpointAsync(body, CancellationToken.None)).Error.ShouldBe(
                AddCheckpointError.Malformed,
                body
            );
        }
    }

    [Fact]
    public async Task An_unknown_log_has_no_checkpoint()
    {
        (await Here.FindCheckpointAsync(Hash(_log.Key.Verifier.Name), CancellationToken.None)).ShouldBeNull();
        (await Here.FindCheckpointAsync(Hash("stranger"), CancellationToken.None)).ShouldBeNull();
        (await Here.FindCheckpointAsync("", CancellationToken.None)).ShouldBeNull();
    }

    private Task<Result<Cosignature, AddCheckpointError>> AddAsync(AddCheckpointRequest request) =>
        Here.AddCheckpointAsync(request.ToString(), CancellationToken.None);

    private static string Hash(string origin) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)));

    public sealed class OnSqlite(SqliteDatabase database) : WitnessTests(database), IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database) : WitnessTests(database), IClassFixture<PostgresDatabase>;
}

/// <summary>Reading requests, including malformed ones.</summary>
public sealed class AddCheckpointRequestTests
{
    private readonly FakeLog _log = new(NoteKey.Create("log.example/ledger"));

    [Fact]
    public void A_written_request_for_a_cosignature_is_read_back() =>
        Gen.Int[0, 40]
            .SelectMany(old => Gen.Int[old, 60].Select(size => (old, size)))
            .Sample(
                (old, size) =>
                {
                    var request = _log.CreateRequest(old, size);
                    AddCheckpointRequest.Parse(request.ToString())!.ToString().ShouldBe(request.ToString());
                },
                iter: 100
            );

    [Fact]
    public void No_input_breaks_the_reader_of_requests_for_cosignatures()
    {
        var good = _log.CreateRequest(3, 20).ToString();
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Int[0, 60], Gen.Char["\n —old 09=+A/"].Array[0, 40])
            .Sample(
                (at, cut, put) =>
                {
                    var body = string.Concat(
                        good.AsSpan(0, at),
                        new string(put),
                        good.AsSpan(Math.Min(good.Length, at + cut))
                    );
                    if (AddCheckpointRequest.Parse(body) is { } read)
                        read.ToString().Length.ShouldBeGreaterThan(0);
                },
                iter: 3000
            );
    }
}
