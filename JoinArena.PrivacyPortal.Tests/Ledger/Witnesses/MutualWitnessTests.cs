using System.Security.Cryptography;
using System.Text;
using JoinArena.PrivacyPortal.Ledger.Log.Publishing;
using JoinArena.PrivacyPortal.Ledger.Notes;
using JoinArena.PrivacyPortal.Ledger.Tree;
using JoinArena.PrivacyPortal.Ledger.Witnesses;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Ledger.Witnesses;

/// <summary>Two portals that witness each other.</summary>
public sealed class MutualWitnessTests : IAsyncLifetime
{
    private readonly Dictionary<string, Func<Uri>> _map = new(StringComparer.Ordinal);
    private readonly Node _north,
        _south;

    public MutualWitnessTests()
    {
        _north = new("north.example", _map);
        _south = new("south.example", _map);
        _north.Other = _south;
        _south.Other = _north;
    }

    public async Task InitializeAsync()
    {
        await _north.InitializeAsync();
        await _south.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _north.DisposeAsync();
        await _south.DisposeAsync();
    }

    [Fact]
    public async Task Each_portal_cosigns_the_other_and_keeps_what_it_has_seen()
    {
        foreach (var (log, witness) in new[] { (_north, _south), (_south, _north) })
        {
            await log.SetUpAsync(Given.Worker().WhoAccepted("1.0"));
            var served = await EventuallyCosignedAsync(log, witness);
            Checkpoint.Open(served.ToString(), log.Key.Verifier).Value!.Size.ShouldBeGreaterThan(0);

            using var http = new HttpClient { BaseAddress = witness.Url };
            (await http.GetStringAsync("/ledger/witness/key")).ShouldBe($"{witness.WitnessKey}\n");
            var origin = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(log.Key.Verifier.Name)));
            var seen = SignedNote.Parse(await http.GetStringAsync($"/ledger/witness/{origin}/checkpoint")).Value!;
            Checkpoint.Open(seen.ToString(), log.Key.Verifier).IsSuccess.ShouldBeTrue();
            seen.Signatures.ShouldContain(s => Cosignature.Open(s, seen.Text, witness.WitnessKey).IsSuccess);
            // A node that has lost its own memory of the log has it back from there.
            var file = log.Services.GetRequiredService<LastCheckpointFile>();
            File.Delete(file.FilePath);
            (
                await log.Services.GetRequiredService<CheckpointCopies>().TakeAsync(CancellationToken.None)
            ).ShouldBeTrue();
            Checkpoint.Open(file.Read()!, log.Key.Verifier).Value!.Size.ShouldBeGreaterThan(0);
            // The log's public page lists its witnesses.
            var page = await log.CreateAnonymousClient().GoToAsync("/ledger");
            page.Text.ShouldContain(witness.WitnessKey.Name);
            page.Text.ShouldContain("Up to date");
        }
    }

    [Fact]
    public async Task Every_refusal_has_its_HTTP_status()
    {
        using var stranger = NoteKey.Create("stranger.example/ledger");
        using var http = new HttpClient { BaseAddress = _south.Url };
        async Task<HttpResponseMessage> Post(string body) =>
            await http.PostAsync(
                "/ledger/witness/add-checkpoint",
                new StringContent(body, Encoding.UTF8, "text/plain")
            );

        ((int)(await Post("hello")).StatusCode).ShouldBe(400);
        ((int)(await Post(new FakeLog(stranger).CreateRequest(0, 3).ToString())).StatusCode).ShouldBe(404);
        ((int)(await Post(new string('x', 70_000))).StatusCode).ShouldBe(413);
        await _north.SetUpAsync(Given.Worker().WhoAccepted("1.0"));
        await EventuallyCosignedAsync(_north, _south);
        using var conflict = await Post(new FakeLog(_north.Key, "another history").CreateRequest(0, 3).ToString());
        ((int)conflict.StatusCode).ShouldBe(409);
        conflict.Content.Headers.ContentType!.ToString().ShouldBe("text/x.tlog.size");
        (await conflict.Content.ReadAsStringAsync()).ShouldMatch("^[1-9][0-9]*\n$");
        ((int)(await http.GetAsync($"/ledger/witness/{new string('0', 64)}/checkpoint")).StatusCode).ShouldBe(404);
    }

    private static async Task<SignedNote> EventuallyCosignedAsync(Node log, Node witness)
    {
        using var http = new HttpClient { BaseAddress = log.Url };
        for (var tries = 0; ; tries++)
        {
            tries.ShouldBeLessThan(400, "no cosignature came");
            using var answer = await http.GetAsync("/ledger/checkpoint");
            if (
                answer.IsSuccessStatusCode
                && SignedNote.Parse(await answer.Content.ReadAsStringAsync()) is { IsSuccess: true, Value: var note }
                && note.Signatures.Any(s => Cosignature.Open(s, note.Text, witness.WitnessKey).IsSuccess)
            )
            {
                return note;
            }

            await Task.Delay(50);
        }
    }

    private sealed class Node : Portal
    {
        private readonly string _name;
        private readonly Dictionary<string, Func<Uri>> _map;
        private readonly NoteKey _witness;

        public Node(string name, Dictionary<string, Func<Uri>> map)
        {
            _name = name;
            _map = map;
            Key = Made("signing.key", $"{name}/ledger");
            _witness = Made("witness.key", $"{name}/witness");
            map[name] = () => Url;
        }

        public Node Other { get; set; } = null!;

        public NoteKey Key { get; }

        public VerifierKey WitnessKey => new WitnessKey(_witness).Verifier;

        protected override void Configure(IDictionary<string, string> settings)
        {
            settings["Portal:Ledger:Witnesses:0:Url"] = $"http://{Other._name}/ledger/witness";
            settings["Portal:Ledger:Witnesses:0:Key"] = Other.WitnessKey.ToString();
            settings["Portal:Ledger:WitnessedLogs:0"] = Other.Key.Verifier.ToString();
        }

        protected override void Replace(IServiceCollection services) =>
            services
                .AddHttpClient(WitnessCosigningJob.Client)
                .ConfigurePrimaryHttpMessageHandler(() => new Names(_map));

        private NoteKey Made(string file, string name)
        {
            var path = Path.Combine(DataDirectory, "ledger", file);
            KeyFile.CreateIfMissing(path, () => NoteKey.Create(name));
            return NoteKey.TryParse(File.ReadAllText(path).TrimEnd(), out var key)
                ? key
                : throw new InvalidOperationException(path);
        }
    }

    /// <summary>Sends requests for the two names to the addresses where the portals listen.</summary>
    private sealed class Names(Dictionary<string, Func<Uri>> map) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            request.RequestUri = new(map[request.RequestUri!.Host](), request.RequestUri.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
