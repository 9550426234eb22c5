using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JoinArena.PrivacyPortal.Tests.Operations.Api;

/// <summary>The portal of the description: a platform may take workers back.</summary>
public sealed class ReturningPortal : Portal
{
    protected override void Configure(IDictionary<string, string> settings) =>
        settings["Portal:Acceptance:ReturnOrigins:0"] = "https://app.joinarena.com";

    /// <summary>Asks the party to erase what it has of a worker, and waits until it is notified.</summary>
    /// <returns>The id of the task.</returns>
    public async Task<string> AskForErasureAsync(HttpClient http, string worker)
    {
        var requests = Services.GetRequiredService<RequestService>();
        var number = (await requests.SubmitAsync(worker, DeletionScope.Everything, null, default)).Value!;
        (
            await requests.ConfirmAsync(worker, number, new(TimeProvider.System.GetUtcNow()), default)
        ).IsSuccess.ShouldBeTrue();
        await requests.NotifyPartiesNowAsync(worker, number, default);
        return await Eventually.FindAsync(
            async () =>
            {
                var list = await http.GetStringAsync(
                    new Uri("/api/v1/erasures?party=acme-llm&state=sent", UriKind.Relative)
                );
                var found = JsonNode.Parse(list)!["erasures"]!
                    .AsArray()
                    .FirstOrDefault(e => (string?)e!["workerId"] == worker);
                return (string?)found?["taskId"];
            },
            () => $"{worker} was not asked for"
        );
    }
}
