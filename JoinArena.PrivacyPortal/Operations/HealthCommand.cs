using System.CommandLine;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary>Asks a portal how it is, for containers without <c>curl</c>.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var url = new Option<Uri>("--url")
        {
            Description = "The portal's address. Without it, the one of ASPNETCORE_URLS, or http://localhost:5000.",
            DefaultValueFactory = _ => FindAddress(Environment.GetEnvironmentVariable("ASPNETCORE_URLS")),
        };
        var command = new Command("health", "Asks a running portal whether it is ready.") { url };
        command.SetAction((parsed, ct) => AskAsync(parsed.GetRequiredValue(url), ct));
        return command;
    }

    /// <summary>The address at which a portal with this setting answers on its own machine.</summary>
    /// <param name="urls">Addresses to listen at, separated by semicolons, such as <c>http://+:8080</c>.</param>
    internal static Uri FindAddress(string? urls)
    {
        var first = urls
            ?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .FirstOrDefault();
        foreach (var any in (string[])["//+", "//*", "//0.0.0.0", "//[::]"])
            first = first?.Replace(any, "//localhost", StringComparison.Ordinal);
        return Uri.TryCreate(first, UriKind.Absolute, out var address) ? address : new("http://localhost:5000");
    }

    private static async Task<int> AskAsync(Uri url, CancellationToken ct)
    {
        using var http = new HttpClient { Timeout = s_timeout };
        try
        {
            using var answer = await http.GetAsync(new Uri($"{url.AbsoluteUri.TrimEnd('/')}/health/ready"), ct);
            Console.WriteLine(await answer.Content.ReadAsStringAsync(ct));
            return answer.IsSuccessStatusCode ? CommandLine.Done : CommandLine.CheckFailed;
        }
        catch (Exception fault)
            when (fault is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"No portal answers at {url} ({fault.Message})");
            return CommandLine.CheckFailed;
        }
    }
}
