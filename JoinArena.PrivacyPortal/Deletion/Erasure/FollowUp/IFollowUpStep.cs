namespace JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;

/// <summary>One kind of follow-up: finds the tasks for which it is due, and does it.</summary>
internal interface IFollowUpStep
{
    Task RunAsync(DateTimeOffset now, CancellationToken ct);
}
