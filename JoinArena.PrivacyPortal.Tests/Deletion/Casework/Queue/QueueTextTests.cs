using JoinArena.PrivacyPortal.Deletion.Casework.Queue;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework.Queue;

/// <summary>The sentence above the queue.</summary>
public sealed class QueueTextTests
{
    private static readonly DateOnly s_due = new(2026, 12, 22);

    [Theory]
    [InlineData(2, 1, 0, "2 open. The next is due on 22 December.")]
    [InlineData(5, 3, 1, "5 open, 1 overdue. The next 3 are due on 22 December.")]
    public void It_says_how_many_are_open_and_overdue_and_by_when_the_next_are_due(
        int open,
        int dueThen,
        int overdue,
        string sentence
    ) => Describe(new(open, s_due, dueThen, overdue)).ShouldBe(sentence);

    [Theory]
    [InlineData(0, 0, "No request is open.")]
    [InlineData(1, 1, "1 open, 1 overdue.")]
    public void Without_a_deadline_to_come_it_names_none(int open, int overdue, string sentence) =>
        Describe(new(open, null, 0, overdue)).ShouldBe(sentence);

    private static string Describe(QueueCount count)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));
        return TestLocalizer.English.Describe(count, new DisplayFormatter(TestLocalizer.English, clock));
    }
}
