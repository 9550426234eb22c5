namespace JoinArena.PrivacyPortal.Deletion.Remedies;

/// <summary>A case on the page where the team answers it.</summary>
/// <param name="Number">The number of its request.</param>
/// <param name="CanExtend">Whether the law allows a longer time now.</param>
public sealed record OpenedRemedy(RemedyCase Case, string Number, bool CanExtend)
{
    /// <summary>Whose request it is.</summary>
    public required string WorkerId { get; init; }

    /// <summary>Null where JoinArena has reported none.</summary>
    public string? WorkerName { get; init; }

    /// <summary>What was refused or is kept; empty after a case that was upheld, which has it asked for again.</summary>
    public IReadOnlyList<ContestedDecision> Contested { get; init; } = [];
}
