using CsCheck;
using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.Tracking;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Requests.MyRequests.Tracking;

/// <summary>The line from the day a worker asked to the day of the answer.</summary>
public sealed class DeadlineTrackTests
{
    private static readonly DateOnly s_asked = new(2026, 11, 1);

    private static readonly Gen<DeadlineTrack> s_tracks =
        from notified in Gen.Int[0, 40].Nullable()
        from first in Gen.Int[10, 30].Nullable()
        from due in Gen.Int[30, 90]
        from today in Gen.Int[0, 200]
        from isEnded in Gen.Bool
        select new DeadlineTrack(
            s_asked,
            notified is { } n ? s_asked.AddDays(n) : null,
            first is { } f ? s_asked.AddDays(f) : null,
            s_asked.AddDays(due),
            s_asked.AddDays(today),
            isEnded ? s_asked.AddDays(today) : null
        );

    [Fact]
    public void Days_lie_on_the_line_in_their_order_and_the_worker_reads_them_in_it() =>
        s_tracks.Sample(track =>
        {
            track.Days.Select(d => d.Day).ShouldBeInOrder();
            track.Days.Select(d => track.Place(d.Day)).ShouldBeInOrder();
            track.Days.ShouldAllBe(d => track.Place(d.Day) >= 0 && track.Place(d.Day) <= 100);
            track.Place(track.Received).ShouldBe(0);
            track.Place(track.IsOverdue ? track.Reached : track.Due).ShouldBe(100);
        });

    [Fact]
    public void Today_is_on_the_line_until_the_request_ends_and_then_its_end() =>
        s_tracks.Sample(track =>
        {
            var kinds = track.Days.Select(d => d.Kind).ToArray();
            kinds.Contains(TrackedDayKind.Today).ShouldBe(track.Ended is null);
            kinds.Contains(TrackedDayKind.Ended).ShouldBe(track.Ended is not null);
            kinds.Contains(TrackedDayKind.FirstDue).ShouldBe(track.FirstDue is not null);
            kinds.Count(kind => kind is TrackedDayKind.Due).ShouldBe(1);
        });

    [Theory]
    [InlineData(30, false)]
    [InlineData(31, true)]
    public void It_is_overdue_from_the_day_after_the_last_day(int days, bool isOverdue) =>
        new DeadlineTrack(s_asked, null, null, s_asked.AddDays(30), s_asked.AddDays(days), null).IsOverdue.ShouldBe(
            isOverdue
        );
}
