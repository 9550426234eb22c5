namespace JoinArena.PrivacyPortal.Deletion.Requests.WorkerEmails;

/// <summary>
/// Answers to one request within a day. The first is emailed at once, the others together when the day is over. It
/// follows from the request's history alone, so that it is the same each time it is computed.
/// </summary>
internal sealed class AnswerDay
{
    /// <summary>The events that <see cref="ListDays"/> reads; it needs no others.</summary>
    public static readonly IReadOnlyList<RequestEventKind> Kinds =
    [
        RequestEventKind.PartyAnswered,
        RequestEventKind.AnswerCorrected,
        RequestEventKind.IdentityProven,
        RequestEventKind.Ended,
    ];

    private static readonly TimeSpan s_length = TimeSpan.FromHours(24);

    /// <summary>An answer of the day's last moment may still be being saved, or come from a node whose clock is slow.</summary>
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(1);

    private readonly List<RequestEvent> _others = [];

    private AnswerDay(RequestEvent first) => First = first;

    /// <summary>The answer with which the day begins.</summary>
    public RequestEvent First { get; }

    /// <summary>The answers after the first, in their order.</summary>
    public IReadOnlyList<RequestEvent> Others => _others;

    /// <summary>Whether the request ended after it: the email about the end has told the answers.</summary>
    public bool IsNotifiedAtEnd { get; private set; }

    /// <summary>When the email with the other answers is due.</summary>
    public DateTimeOffset EmailDueAt => First.At + s_length + s_margin;

    /// <summary>The days of a request's answers, in their order.</summary>
    /// <param name="history">The request's events of these <see cref="Kinds"/>, or more.</param>
    public static IReadOnlyList<AnswerDay> ListDays(IEnumerable<RequestEvent> history)
    {
        var days = new List<AnswerDay>();
        AnswerDay? current = null;
        foreach (var happened in history.OrderBy(e => e.Sequence))
        {
            switch (happened.Kind)
            {
                case RequestEventKind.PartyAnswered when current?.Covers(happened.At) == true:
                    current._others.Add(happened);
                    break;
                case RequestEventKind.PartyAnswered:
                    current = new(happened);
                    days.Add(current);
                    break;
                case RequestEventKind.Ended:
                    days.ForEach(d => d.IsNotifiedAtEnd = true);
                    current = null;
                    break;
                // Nothing was sent while the proof was awaited. The email about the proof leads to what was answered
                // until then, and the next answer is new.
                case RequestEventKind.IdentityProven:
                    current = null;
                    break;
            }
        }

        return days;
    }

    // Where the clock was set back, no answer waits for a day that is far in the future.
    private bool Covers(DateTimeOffset at) => First.At <= at && at < First.At + s_length;
}
