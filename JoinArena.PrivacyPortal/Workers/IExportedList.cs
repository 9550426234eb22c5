using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Workers;

/// <summary>
/// A list that a slice adds to the export of a worker's data. The slice registers it, in the order of the file.
/// </summary>
public interface IExportedList
{
    /// <summary>The name of the JSON member, such as <c>deletionRequests</c>.</summary>
    string Name { get; }

    /// <summary>The worker's objects in the list, oldest first.</summary>
    IAsyncEnumerable<JsonObject> ReadAsync(string workerId, CancellationToken ct);

    /// <summary>A code of the list in words, for the page that people open; null for what is no code.</summary>
    /// <param name="path">The member, and the one it is in: <c>state</c>, <c>parties/state</c>.</param>
    /// <param name="code">Its value, in kebab case.</param>
    string? Describe(string path, string code, IStringLocalizer<SharedResource> words) => null;
}
