namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>Why a checkpoint is not cosigned, and how the API answers.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Reason">The reason in words, for the operator of the log.</param>
/// <param name="KnownSize">The size that the witness has cosigned last, if the request named another one.</param>
public sealed record AddCheckpointError(int Status, string Reason, long? KnownSize = null)
{
    public static readonly AddCheckpointError Malformed = new(
        StatusCodes.Status400BadRequest,
        "This is not an add-checkpoint request."
    );
    public static readonly AddCheckpointError OldIsLarger = new(
        StatusCodes.Status400BadRequest,
        "The old size is larger than the checkpoint's."
    );
    public static readonly AddCheckpointError NotSigned = new(
        StatusCodes.Status403Forbidden,
        "None of the signatures is by a key that this witness trusts for this log."
    );
    public static readonly AddCheckpointError UnknownLog = new(
        StatusCodes.Status404NotFound,
        "This witness does not know this log."
    );
    public static readonly AddCheckpointError Inconsistent = new(
        StatusCodes.Status422UnprocessableEntity,
        "The proof does not show that this log continues the cosigned checkpoint."
    );

    public static AddCheckpointError OtherSize(long known) =>
        new(StatusCodes.Status409Conflict, "Another size was cosigned last.", known);
}
