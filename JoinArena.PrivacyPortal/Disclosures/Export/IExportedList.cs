using System.Text.Json.Nodes;

namespace JoinArena.PrivacyPortal.Disclosures.Export;

/// <summary>A list that another slice adds to a worker's export; registered by that slice.</summary>
public interface IExportedList
{
    /// <summary>The member's name, such as <c>deletionRequests</c>.</summary>
    string Name { get; }

    /// <summary>What it holds of the worker, oldest first.</summary>
    IAsyncEnumerable<JsonObject> ReadAsync(string workerId, CancellationToken ct);
}
