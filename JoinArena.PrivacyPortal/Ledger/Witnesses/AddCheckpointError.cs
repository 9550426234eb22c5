namespace JoinArena.PrivacyPortal.Ledger.Witnesses;

/// <summary>Why a checkpoint is not cosigned, and the answer that says so.</summary>
/// <param name="Status">Of the HTTP answer.</param>
/// <param name="Why">In words, for whoever runs the log.</param>
/// <param name="KnownSize">What the witness has cosigned, where that is what does not fit.</param>
public sealed record AddCheckpointError(int Status, string Why, long? KnownSize = null)
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
        "No signature is by a key that is trusted for this log."
    );
    public static readonly AddCheckpointError UnknownLog = new(
        StatusCodes.Status404NotFound,
        "This log is not known here."
    );
    public static readonly AddCheckpointError Inconsistent = new(
        StatusCodes.Status422UnprocessableEntity,
        "The proof does not show that this log continues the one that was cosigned."
    );

    public static AddCheckpointError OtherSize(long known) =>
        new(StatusCodes.Status409Conflict, "Another size was cosigned last.", known);
}
