using System.Text.RegularExpressions;
using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Shell.BasePaths;

/// <summary>
/// The demo under <c>/privacy</c>, behind a real nginx that is configured as the documentation says. Another site has the
/// rest of the host.
/// </summary>
public sealed partial class UnderPathPortal : Portal
{
    private const string Upgrade = "map $http_upgrade $connection_upgrade { default upgrade; \"\" close; }";

    private Nginx _nginx = default!;

    public override Uri Url => new(_nginx.Url, "privacy/");

    public override async Task InitializeAsync()
    {
        var documented = await File.ReadAllTextAsync(Repository.GetPath("docs/operations.md"));
        var location = Recipe()
            .Match(documented)
            .Groups["location"]
            .Value.Replace("location / {", "location /privacy/ {", StringComparison.Ordinal)
            .Replace("http://127.0.0.1:5080", "http://portal", StringComparison.Ordinal);
        // The portal must know its public address before it says where it listens.
        _nginx = await Nginx.StartAsync(
            location + "\nlocation / { return 200 \"another site\"; }",
            $"{Upgrade} upstream portal {{ server 127.0.0.1:9; }}"
        );
        await base.InitializeAsync();
        await _nginx.ReloadAsync($"{Upgrade} upstream portal {{ server {base.Url.Authority}; }}");
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _nginx.DisposeAsync();
    }

    protected override void Configure(IDictionary<string, string> settings)
    {
        settings["Portal:PublicUrl"] = Url.ToString();
        settings["Portal:Proxy:KnownProxies"] = "127.0.0.1";
        settings["Portal:Demo:Enabled"] = "true";
    }

    [GeneratedRegex("```nginx\n(?<location>location / \\{.*?\n\\})\n```", RegexOptions.Singleline, 10_000)]
    private static partial Regex Recipe();
}
