using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using MimeKit;

namespace JoinArena.PrivacyPortal.Tests.Notifications;

/// <summary>Objects that the email tests need.</summary>
internal static class MailTestData
{
    public static readonly MailboxAddress From = new("JoinArena Privacy", "privacy@joinarena.example");

    public static PublicAddress Portal { get; } =
        new(new Uri("https://privacy.example.com/"), CreateConfiguration(), new NotListening());

    public static Notice Notice { get; } =
        new(
            "Your request was received",
            ["We have <told> 3 parties.", "There is nothing you need to do."],
            "/deletion/DR-1?a=1&b=2"
        );

    public static MailSettings SettingsForPort(int port) => new(From, new SmtpServer("127.0.0.1", port, null, null));

    public static IConfiguration CreateConfiguration(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)))
            .Build();

    /// <summary>A web server that listens on these addresses, or has not started if there are none.</summary>
    internal sealed class NotListening(params string[] addresses) : IServer
    {
        public IFeatureCollection Features { get; } = WithAddresses(addresses);

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose() { }

        private static FeatureCollection WithAddresses(string[] addresses)
        {
            var bound = new ServerAddressesFeature();
            foreach (var address in addresses)
                bound.Addresses.Add(address);
            var features = new FeatureCollection();
            features.Set<IServerAddressesFeature>(bound);
            return features;
        }
    }
}
