using System.Net;
using System.Net.Http.Headers;
using JoinArena.PrivacyPortal.Ledger.Log.Publishing;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;
using JoinArena.PrivacyPortal.Ledger.Witnesses;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using Microsoft.Extensions.Logging.Abstractions;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Log;

/// <summary>What a node that cannot know what was signed last does with an old database.</summary>
public abstract class FreshNodeGuardTests(TestDatabase database)
{
    [Fact]
    public async Task A_new_node_with_an_old_database_learns_from_a_copy_what_was_signed_and_signs_nothing()
    {
        using var bench = await LogFixture.PublishAsync(database, 10);
        File.Delete(bench.LastCheckpoint.FilePath);
        var node = new Node(bench) { Copies = { [Bucket] = CreateLaterCheckpoint(bench) } };
        await bench.AppendAsync(7);

        await node.RunAsync();

        node.Process.Health.HaltReason.ShouldBe(HaltReason.RolledBack);
        node.Process.Health.Finding.ShouldNotBeNull().ShouldContain("15 entries was signed");
        ReadSize(await bench.ReadCheckpointAsync(), bench).ShouldBe(10);
        ReadSize(bench.LastCheckpoint.Read()!, bench).ShouldBe(15);
    }

    [Fact]
    public async Task A_node_whose_folder_was_restored_together_with_the_database_learns_it_as_well()
    {
        using var bench = await LogFixture.PublishAsync(database, 10);
        var node = new Node(bench) { Copies = { [Witness] = CreateLaterCheckpoint(bench) } };
        await bench.AppendAsync(7);

        await node.RunAsync();

        node.Process.Health.HaltReason.ShouldBe(HaltReason.RolledBack);
        ReadSize(await bench.ReadCheckpointAsync(), bench).ShouldBe(10);
    }

    [Fact]
    public async Task A_new_node_waits_until_another_place_has_told_it_what_was_signed()
    {
        using var bench = await LogFixture.PublishAsync(database, 10);
        using var stranger = NoteKey.Create(bench.Key.Origin);
        var signed = bench.LastCheckpoint.Read()!;
        File.Delete(bench.LastCheckpoint.FilePath);
        var forged = SignedNote.Sign(new Checkpoint(bench.Key.Origin, 3, TreeHash.Empty).Text, stranger).ToString();
        var node = new Node(bench) { Copies = { [Witness] = forged, [Bucket] = "" } };
        await bench.AppendAsync(1);

        await node.RunAsync();
        node.Process.Health.HaltReason.ShouldBe(HaltReason.Unconfirmed);
        node.Process.Health.Finding.ShouldNotBeNull().ShouldContain("none of witness.example, log.example.");
        ReadSize(await bench.ReadCheckpointAsync(), bench).ShouldBe(10);
        File.Exists(bench.LastCheckpoint.FilePath).ShouldBeFalse();

        node.Copies[Bucket] = signed;
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await node.RunAsync();
        node.Process.Health.HaltReason.ShouldBeNull();
        (await bench.AuditAsync()).Size.ShouldBe(11);
    }

    [Fact]
    public async Task A_copy_is_read_whatever_it_says_about_its_text()
    {
        using var bench = await LogFixture.PublishAsync(database, 10);
        var node = new Node(bench)
        {
            Copies = { [Bucket] = CreateLaterCheckpoint(bench) },
            ContentType = UnknownCharacterSet,
        };

        await node.RunAsync();

        ReadSize(bench.LastCheckpoint.Read()!, bench).ShouldBe(15);
    }

    [Fact]
    public async Task A_node_whose_witness_has_seen_more_reads_it_there_and_signs_nothing_against_it()
    {
        using var bench = await LogFixture.PublishAsync(database, 10);
        var node = new Node(bench)
        {
            Copies = { [Witness] = CreateLaterCheckpoint(bench), [Submission] = "15\n" },
            ContentType = "text/x.tlog.size; charset=utf8",
        };

        await node.AskWitnessAsync();
        await bench.AppendAsync(7);
        await node.Process.RunAsync();

        node.Process.Health.HaltReason.ShouldBe(HaltReason.RolledBack);
        ReadSize(await bench.ReadCheckpointAsync(), bench).ShouldBe(10);
    }

    [Fact]
    public async Task A_node_that_knows_what_it_signed_goes_on_without_an_answer()
    {
        using var bench = await LogFixture.PublishAsync(database, 10);
        var node = new Node(bench) { Copies = { [Bucket] = null } };
        await bench.AppendAsync(1);

        await node.RunAsync();

        (await bench.AuditAsync()).Size.ShouldBe(11);
    }

    [Fact]
    public async Task A_new_log_waits_for_nobody()
    {
        using var bench = await new LogFixture(database).ClearAsync();
        var node = new Node(bench) { Copies = { [Bucket] = null } };
        await bench.AppendAsync(1);

        await node.RunAsync();

        (await bench.AuditAsync()).Size.ShouldBe(1);
    }

    private const string Bucket = "https://log.example/checkpoint";
    private const string Witness = "https://witness.example/checkpoint";
    private const string Submission = "https://witness.example/add-checkpoint";
    private const string UnknownCharacterSet = "text/plain; charset=utf8";

    /// <summary>What this log signed after the state that the database has.</summary>
    private static string CreateLaterCheckpoint(LogFixture bench) =>
        bench.Key.Sign(new Checkpoint(bench.Key.Origin, 15, TreeHash.HashLeaf([1]))).ToString();

    private static long ReadSize(string note, LogFixture bench) => bench.Key.VerifyCheckpoint(note).Value!.Size;

    /// <summary>A node of the portal, and what it reads at which address; null is a place that does not answer.</summary>
    private sealed class Node(LogFixture bench) : HttpMessageHandler, IHttpClientFactory
    {
        private FreshNodeGuard? _guard;

        public Dictionary<string, string?> Copies { get; } = new(StringComparer.Ordinal);

        /// <summary>What each place says its answer is.</summary>
        public string ContentType { get; init; } = "text/plain";

        public LogProcess Process { get; } = bench.StartProcess();

        private CheckpointCopies Places =>
            new(
                [.. Copies.Keys.Where(k => k != Submission).Select(k => new Uri(k))],
                bench.Key,
                bench.LastCheckpoint,
                this
            );

        /// <summary>What the ledger's worker does.</summary>
        public async Task RunAsync()
        {
            _guard ??= new(
                Places,
                bench.Contexts,
                bench.LastCheckpoint,
                Process.Health,
                bench.Clock,
                NullLogger<FreshNodeGuard>.Instance
            );
            if (await _guard.MayGoOnAsync(CancellationToken.None))
                await Process.RunAsync();
        }

        /// <summary>What the job does that asks the witnesses.</summary>
        public async Task AskWitnessAsync()
        {
            using var key = new WitnessKey(NoteKey.Create("witness.example"));
            await new WitnessCosigningJob(
                bench.Contexts,
                bench.Log,
                new([new(new("https://witness.example/"), key.Verifier)], [], ""),
                Places,
                this,
                bench.Clock,
                NullLogger<WitnessCosigningJob>.Instance
            ).RunAsync(CancellationToken.None);
        }

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) =>
            Copies[request.RequestUri!.AbsoluteUri] switch
            {
                null => throw new HttpRequestException("nobody there"),
                "" => Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound)),
                { } text => Task.FromResult(
                    new HttpResponseMessage(
                        request.Method == HttpMethod.Post ? HttpStatusCode.Conflict : HttpStatusCode.OK
                    )
                    {
                        Content = new StringContent(text)
                        {
                            Headers = { ContentType = MediaTypeHeaderValue.Parse(ContentType) },
                        },
                    }
                ),
            };
    }

    public sealed class OnSqlite(SqliteDatabase database)
        : FreshNodeGuardTests(database),
            IClassFixture<SqliteDatabase>;

    public sealed class OnPostgres(PostgresDatabase database)
        : FreshNodeGuardTests(database),
            IClassFixture<PostgresDatabase>;
}
