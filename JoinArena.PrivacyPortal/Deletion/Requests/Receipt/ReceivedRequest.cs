using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;

namespace JoinArena.PrivacyPortal.Deletion.Requests.Receipt;

/// <summary>A request that reached JoinArena in another way than through the worker's own pages.</summary>
/// <param name="WorkerId">Whose data is to be erased.</param>
/// <param name="ReceivedAt">Receipt in the law's sense: the clock runs from here.</param>
public sealed record ReceivedRequest(
    string WorkerId,
    RequestChannel Channel,
    DateTimeOffset ReceivedAt,
    DeletionScope Scope
)
{
    public const int MaxProofLength = 1000;
    public const int MaxAgentLength = 200;

    /// <summary>
    /// What shows that the worker asked, such as the signed letter; of an agent, the signed permission. Null while
    /// nothing does.
    /// </summary>
    public string? Proof { get; init; }

    /// <summary>Who asks for the worker; for <see cref="RequestChannel.Agent"/> only.</summary>
    public string? Agent { get; init; }

    /// <summary>
    /// The same for two reports of one request: whose it is, how and when it came, and what is to be erased.
    /// </summary>
    internal string ComputeFingerprint() =>
        Hash(
            WorkerId,
            Channel.ToKebabCase(),
            ReceivedAt.ToIso(),
            Scope.Kind.ToKebabCase(),
            string.Join(',', Scope.Categories.Select(c => c.ToKebabCase())),
            Scope.InterviewId ?? "",
            Scope.PartyId ?? ""
        );

    /// <summary>A hash of texts that no other texts give: each has its length before it.</summary>
    internal static string Hash(params IEnumerable<string> texts) =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Concat(texts.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Length}:{t}")))
                )
            )
        );
}
