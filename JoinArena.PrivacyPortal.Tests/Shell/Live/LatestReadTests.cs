using JoinArena.PrivacyPortal.Shell.Live;

namespace JoinArena.PrivacyPortal.Tests.Shell.Live;

/// <summary>Of several questions only the latest is answered.</summary>
public sealed class LatestReadTests
{
    private readonly LatestRead _reading = new();

    [Fact]
    public async Task An_answer_is_handed_on() =>
        (await _reading.RunAsync(_ => Task.FromResult("answer"))).ShouldBe("answer");

    [Fact]
    public async Task A_newer_question_cancels_the_one_before_it()
    {
        var first = _reading.RunAsync(NeverAsync);

        var second = await _reading.RunAsync(_ => Task.FromResult("second"));

        second.ShouldBe("second");
        (await first).ShouldBeNull();
    }

    [Fact]
    public async Task An_answer_that_comes_all_the_same_is_not_handed_on()
    {
        var late = new TaskCompletionSource<string>();
        var first = _reading.RunAsync(_ => late.Task);
        (await _reading.RunAsync(_ => Task.FromResult("second"))).ShouldBe("second");

        late.SetResult("first");

        (await first).ShouldBeNull();
    }

    [Fact]
    public async Task Leaving_cancels_what_is_being_read()
    {
        var reading = _reading.RunAsync(NeverAsync);

        _reading.Dispose();

        (await reading).ShouldBeNull();
    }

    [Fact]
    public async Task A_failure_is_not_hidden() =>
        await Should.ThrowAsync<TimeoutException>(() =>
            _reading.RunAsync<string>(_ => Task.FromException<string>(new TimeoutException()))
        );

    private static async Task<string> NeverAsync(CancellationToken ct)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, ct);
        return "never";
    }
}
