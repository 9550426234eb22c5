namespace JoinArena.PrivacyPortal.Deletion.Casework.Queue;

/// <summary>The figures of the queue.</summary>
/// <param name="Open">How many requests are confirmed and have not ended.</param>
/// <param name="NextDue">The nearest deadline that has not passed.</param>
/// <param name="DueThen">How many requests are due on that day.</param>
/// <param name="Overdue">How many requests are past their deadline.</param>
public sealed record QueueCount(int Open, DateOnly? NextDue, int DueThen, int Overdue);
