using System.Text.Json.Nodes;

namespace JoinArena.PrivacyPortal.Disclosures.Export;

/// <summary>A list that another slice adds to a worker's export. That slice registers it.</summary>
public interface IExportedList
{
    /// <summary>The name of the JSON member, such as <c>deletionRequests</c>.</summary>
    string Name { get; }

    /// <summary>The worker's objects in the list, oldest first.</summary>
    IAsyncEnumerable<JsonObject> ReadAsync(string workerId, CancellationToken ct);
}
