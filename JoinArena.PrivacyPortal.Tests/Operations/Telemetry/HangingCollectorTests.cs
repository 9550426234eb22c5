using System.Net;
using System.Net.Sockets;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Operations.Telemetry;

/// <summary>A collector of traces and metrics that takes connections and never answers.</summary>
public sealed class HangingCollectorTests(HangingCollectorTests.HangingCollectorPortal portal)
    : IClassFixture<HangingCollectorTests.HangingCollectorPortal>
{
    [Fact]
    public async Task Nobody_waits_for_it()
    {
        var worker = await portal.SetUpAsync(Given.Worker().WhoseDataWentTo("traced-party", "Traced Party"));
        // The portal is in the middle of sending.
        await portal.IsSending.WaitAsync(TimeSpan.FromSeconds(30));

        var api = await portal.CreateApiClientAsync();
        await api.DiscloseAsync([.. Enumerable.Range(0, 100).Select(_ => Given.Disclosure(worker.Id, "traced-party"))]);
        var person = await portal.SignInAsync(worker.Email);
        (await person.GoToAsync("/my-data")).Text.ShouldContain("Traced Party");
        using var anyone = new HttpClient { BaseAddress = portal.Url };
        (await anyone.GetStringAsync(new Uri("/health/ready", UriKind.Relative))).ShouldBe("Healthy");
    }

    /// <summary>Sends to an address at which nothing is ever answered.</summary>
    public sealed class HangingCollectorPortal : Portal
    {
        private readonly TcpListener _collector = new(IPAddress.Loopback, 0);
        private readonly List<TcpClient> _connections = [];
        private readonly CancellationTokenSource _end = new();
        private readonly TaskCompletionSource _isSending = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private Task _taking = Task.CompletedTask;

        /// <summary>Ends when something has been sent.</summary>
        internal Task IsSending => _isSending.Task;

        public override async Task InitializeAsync()
        {
            _collector.Start();
            _taking = TakeAsync();
            await Task.Run(base.InitializeAsync).WaitAsync(TimeSpan.FromMinutes(2));
        }

        public override async Task DisposeAsync()
        {
            // First, because a stop does wait for the collector.
            await _end.CancelAsync();
            await _taking;
            _collector.Stop();
            foreach (var connection in _connections)
                connection.Dispose();
            _end.Dispose();
            await base.DisposeAsync();
        }

        protected override void Configure(IDictionary<string, string> settings)
        {
            settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://{_collector.LocalEndpoint}";
            settings["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
            // Longer than anybody here waits for an answer of the portal.
            settings["OTEL_EXPORTER_OTLP_TIMEOUT"] = "600000";
            // Sent at once, so that a test need not wait.
            settings["OTEL_BSP_SCHEDULE_DELAY"] = "100";
        }

        private async Task TakeAsync()
        {
            try
            {
                while (true)
                {
                    var connection = await _collector.AcceptTcpClientAsync(_end.Token);
                    _connections.Add(connection);
                    await connection.GetStream().ReadExactlyAsync(new byte[1], _end.Token);
                    _isSending.TrySetResult();
                }
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or IOException)
            {
                // The test is over.
            }
        }
    }
}
