using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Operations.Telemetry;

/// <summary>A collector of traces and metrics that takes connections and never answers.</summary>
public sealed class HangingCollectorTests(HangingCollectorTests.PortalWithHangingCollector portal)
    : IClassFixture<HangingCollectorTests.PortalWithHangingCollector>
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
    public sealed class PortalWithHangingCollector : Portal
    {
        private readonly TcpListener _collector = new(IPAddress.Loopback, 0);
        private readonly ConcurrentBag<TcpClient> _connections = [];
        private readonly TaskCompletionSource _isSending = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Ends when something has been sent.</summary>
        internal Task IsSending => _isSending.Task;

        public override async Task InitializeAsync()
        {
            _collector.Start();
            _ = TakeAsync();
            await base.InitializeAsync();
        }

        public override async Task DisposeAsync()
        {
            // First, because a stop does wait for the collector, some seconds.
            _collector.Stop();
            foreach (var connection in _connections)
                connection.Dispose();
            await base.DisposeAsync();
        }

        protected override void Configure(IDictionary<string, string> settings)
        {
            settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://{_collector.LocalEndpoint}";
            settings["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
            // Sent at once, so that a test need not wait.
            settings["OTEL_BSP_SCHEDULE_DELAY"] = "100";
        }

        private async Task TakeAsync()
        {
            try
            {
                while (true)
                {
                    var connection = await _collector.AcceptTcpClientAsync();
                    _connections.Add(connection);
                    await connection.GetStream().ReadExactlyAsync(new byte[1]);
                    _isSending.TrySetResult();
                }
            }
            catch (Exception end) when (end is SocketException or IOException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
