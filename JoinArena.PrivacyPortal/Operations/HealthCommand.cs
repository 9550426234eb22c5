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
            Description = "The portal's address.",
            DefaultValueFactory = _ => new("http://localhost:8080"),
        };
        var command = new Command("health", "Asks a running portal whether it is ready.") { url };
        command.SetAction((parsed, ct) => AskAsync(parsed.GetRequiredValue(url), ct));
        return command;
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
