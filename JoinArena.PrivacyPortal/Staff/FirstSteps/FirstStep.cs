namespace JoinArena.PrivacyPortal.Staff.FirstSteps;

/// <summary>Something that a new portal needs before workers can rely on it.</summary>
/// <param name="Title">What is to be done: "Give the portal its address".</param>
/// <param name="IsDone">Whether it is done, as far as the portal can see.</param>
/// <param name="Text">What it is for; once it is done, how things are now.</param>
public sealed record FirstStep(string Title, bool IsDone, string Text)
{
    /// <summary>The setting or command with which an operator does it, to be copied.</summary>
    public string? Line { get; init; }

    /// <summary>The page on which an administrator does it, or reads how others do.</summary>
    public FirstStepLink? Link { get; init; }
}
