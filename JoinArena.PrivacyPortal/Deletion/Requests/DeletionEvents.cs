using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Deletion.Requests.Receipt;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Ledger;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>A worker confirmed a request.</summary>
public sealed record DeletionConfirmed(
    string Subject,
    DateTimeOffset At,
    string Request,
    string Jurisdiction,
    string DueBy
) : LedgerEvent("deletion-confirmed", Subject, At);

/// <summary>A request that came another way than through the worker's own pages was entered.</summary>
public sealed record DeletionEntered(
    string Subject,
    DateTimeOffset At,
    string Request,
    RequestChannel Channel,
    DateTimeOffset ReceivedAt,
    string Jurisdiction,
    string DueBy
) : LedgerEvent("deletion-entered", Subject, At);

/// <summary>A worker withdrew a request before any party was notified.</summary>
public sealed record DeletionWithdrawn(string Subject, DateTimeOffset At, string Request)
    : LedgerEvent("deletion-withdrawn", Subject, At);

/// <summary>A request started at these parties.</summary>
public sealed record DeletionStarted(string Subject, DateTimeOffset At, string Request, IReadOnlyList<string> Parties)
    : LedgerEvent("deletion-started", Subject, At);

/// <summary>A party was asked to erase these items.</summary>
public sealed record ErasureAsked(
    string Subject,
    DateTimeOffset At,
    string Request,
    string Party,
    IReadOnlyList<string> Items
) : LedgerEvent("erasure-asked", Subject, At);

/// <summary>A party answered.</summary>
public sealed record ErasureAnswered(
    string Subject,
    DateTimeOffset At,
    string Request,
    string Party,
    TaskOutcome Outcome,
    string? Ground,
    string? Until
) : LedgerEvent("erasure-answered", Subject, At);

/// <summary>The last party answered, and the request ended.</summary>
public sealed record DeletionEnded(string Subject, DateTimeOffset At, string Request, RequestState State)
    : LedgerEvent("deletion-ended", Subject, At)
{
    /// <summary>The entry's id if JoinArena's refusal ended the request; the refusal has another entry.</summary>
    /// <param name="refusal">The id of the refusal's event.</param>
    /// <param name="at">When it was refused.</param>
    public static Guid CreateEntryId(Guid refusal, DateTimeOffset at) => LedgerAppender.DeriveEntryId(refusal, at);
}

/// <summary>
/// The time for which a party was allowed to keep data is over, and it is asked again. The answer is due by
/// <paramref name="DueBy"/>.
/// </summary>
public sealed record DeletionReopened(string Subject, DateTimeOffset At, string Request, string Party, string DueBy)
    : LedgerEvent("deletion-reopened", Subject, At);

/// <summary>The period was extended to <paramref name="DueBy"/>.</summary>
public sealed record DeletionExtended(string Subject, DateTimeOffset At, string Request, string DueBy, string Reason)
    : LedgerEvent("deletion-extended", Subject, At);

/// <summary>The worker was asked to prove who they are.</summary>
public sealed record IdentityAsked(string Subject, DateTimeOffset At, string Request, string Reason)
    : LedgerEvent("identity-asked", Subject, At);

/// <summary>
/// It was recorded that the worker had proved at <paramref name="ProvenAt"/> who they are; the answer is due by
/// <paramref name="DueBy"/>.
/// </summary>
public sealed record IdentityProven(string Subject, DateTimeOffset At, string Request, string DueBy, string ProvenAt)
    : LedgerEvent("identity-proven", Subject, At);

/// <summary>
/// It became known that another law holds, by a job's place or by a corrected residence; the answer is due by
/// <paramref name="DueBy"/>.
/// </summary>
public sealed record DeletionRedated(
    string Subject,
    DateTimeOffset At,
    string Request,
    string Jurisdiction,
    IReadOnlyList<string> Jobs,
    string DueBy
) : LedgerEvent("deletion-redated", Subject, At)
{
    internal static DeletionRedated FromRequest(DeletionRequest request, DateTimeOffset at) =>
        new(
            request.WorkerId,
            at,
            request.Number,
            request.Jurisdiction!,
            [.. request.Places.Jobs.Select(j => j.Place).Distinct(StringComparer.Ordinal)],
            request.DueBy!.Value.ToIsoDay()
        );
}

/// <summary>JoinArena refused a request, or one party's part of it.</summary>
public sealed record DeletionRefused(string Subject, DateTimeOffset At, string Request, string? Party, string Ground)
    : LedgerEvent("deletion-refused", Subject, At);

/// <summary>A later request replaced this one before any party was notified.</summary>
public sealed record DeletionReplaced(string Subject, DateTimeOffset At, string Request, string By)
    : LedgerEvent("deletion-replaced", Subject, At);

/// <summary>Data under erasure was disclosed again, and these parties were added to the request.</summary>
public sealed record DeletionWidened(
    string Subject,
    DateTimeOffset At,
    string Request,
    IReadOnlyList<string> Parties,
    IReadOnlyList<string> Items
) : LedgerEvent("deletion-widened", Subject, At);
