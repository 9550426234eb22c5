using JoinArena.PrivacyPortal.Disclosures.Copies;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.MyData.Exploring;

/// <summary>The copies of workers who never asked for anything to be erased.</summary>
internal sealed class NoRequestedCopies : IRequestedCopySource
{
    public Task<IReadOnlyList<RequestedCopy>> ListRequestedCopiesAsync(string workerId, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<RequestedCopy>>([]);
}
