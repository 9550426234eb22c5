using System.Globalization;
using JoinArena.PrivacyPortal.Access;
using Microsoft.AspNetCore.Mvc;

namespace JoinArena.PrivacyPortal.Disclosures.Intake.Api;

/// <summary>Why the portal ends a stream before its caller does.</summary>
/// <param name="Problem">The last line says this.</param>
/// <param name="IsUnread">Whether the caller did not read; otherwise nothing came.</param>
internal sealed record StreamEnd(ProblemDetails Problem, bool IsUnread)
{
    public static StreamEnd CreateUnread(long waiting) =>
        new(
            ApiProblem.CreateDetails(
                408,
                "answers-not-read",
                "The answers of this stream were not read",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{waiting / 1024:N0} KiB of answers were waiting. The line with this index and those after it have no "
                        + $"answer: send them again, at most 100,000 at a time, or read the answers while you send."
                )
            ),
            IsUnread: true
        );

    public static StreamEnd CreateIdle(TimeSpan idle) =>
        new(
            ApiProblem.CreateDetails(
                408,
                "stream-idle",
                "No event came for too long",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A stream without an event is ended after {idle.TotalMinutes:0.#} minutes. Open another when there is one."
                )
            ),
            IsUnread: false
        );
}
