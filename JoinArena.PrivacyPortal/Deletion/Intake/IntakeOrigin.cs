using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Receipt;

namespace JoinArena.PrivacyPortal.Deletion.Intake;

/// <summary>Who hands a request in.</summary>
/// <param name="By">The officer, the party, or the portal for one of JoinArena's systems.</param>
/// <param name="Parties">
/// The parties that a party's own key stands for; empty for everybody who may hand in a request of any worker.
/// </param>
/// <param name="IdempotencyKey">The caller's <c>Idempotency-Key</c>, if it sent one.</param>
public sealed record IntakeOrigin(Actor By, IReadOnlyList<string> Parties, string? IdempotencyKey = null)
{
    /// <summary>A party cannot have a worker's data erased elsewhere by its word alone.</summary>
    internal bool IsParty => Parties.Count > 0;

    /// <param name="form">The id of the form the officer sent, so that sending it twice counts once.</param>
    internal static IntakeOrigin FromOfficer(string name, string? form) => new(Actor.Officer(name), [], form);

    internal string? HashKey() => IdempotencyKey is null ? null : ReceivedRequest.Hash(By.Name ?? "", IdempotencyKey);
}
