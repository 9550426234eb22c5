using System.Security.Claims;
using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Access.SecurityEvents;

/// <summary>
/// Writes one line in the log for each security event: when (UTC), which account, which session, what, and how it ended.
/// A collector of logs finds them all under the category of this class.
/// </summary>
public sealed partial class SecurityLog(
    ILogger<SecurityLog> log,
    IHttpContextAccessor http,
    SecurityEventQueue trail,
    TimeProvider clock
)
{
    /// <summary>The account that is signed in where this is called; null on the command line.</summary>
    public Guid? CurrentAccountId => FindId(ClaimTypes.NameIdentifier);

    /// <summary>Describes an event of this moment, by the person who is signed in.</summary>
    /// <param name="subject">The account or API key that it happens to.</param>
    /// <param name="detail">A role, a factor, a reason: never anything that a person typed.</param>
    public SecurityEvent Describe(
        SecurityEventKind kind,
        SecurityEventResult result,
        Guid? subject = null,
        string? detail = null
    ) => Describe(kind, result, new(CurrentAccountId, FindId(SignInClaims.Session)), subject, detail);

    /// <summary>
    /// Records an event that changes nothing by itself: writes the line now, and soon the row, if it concerns the team.
    /// </summary>
    public void Record(
        SecurityEventKind kind,
        SecurityEventResult result,
        Guid? subject = null,
        string? detail = null
    ) => Record(Describe(kind, result, subject, detail));

    /// <summary>Records that a person signed in: the session is newer than the request.</summary>
    public void RecordSignIn(Guid account, Guid session, IEnumerable<string> methods) =>
        Record(
            Describe(
                SecurityEventKind.SignIn,
                SecurityEventResult.Succeeded,
                new(account, session),
                null,
                string.Join(' ', methods)
            )
        );

    /// <summary>Records an event by a person whom the request does not know, such as the user of a live page.</summary>
    public void RecordFor(ClaimsPrincipal user, SecurityEventKind kind, SecurityEventResult result, string? detail) =>
        Record(
            Describe(
                kind,
                result,
                new(FindId(user, ClaimTypes.NameIdentifier), FindId(user, SignInClaims.Session)),
                null,
                detail
            )
        );

    /// <summary>
    /// Adds the row to the caller's unit of work. Call <see cref="WriteLine"/> once that is saved.
    /// </summary>
    public static void AddTo(PortalDbContext db, SecurityEvent securityEvent) => db.SecurityEvents.Add(securityEvent);

    /// <summary>Writes the line of an event whose row is part of a unit of work.</summary>
    public void WriteLine(SecurityEvent securityEvent)
    {
        var level = securityEvent.Result is SecurityEventResult.Succeeded ? LogLevel.Information : LogLevel.Warning;
        WriteEvent(
            level,
            securityEvent.At.ToIso(),
            securityEvent.Kind.ToKebabCase(),
            securityEvent.Result.ToKebabCase(),
            securityEvent.ActorId,
            securityEvent.SessionId,
            securityEvent.SubjectId,
            securityEvent.Detail
        );
    }

    private void Record(SecurityEvent securityEvent)
    {
        WriteLine(securityEvent);
        if (!trail.TryAdd(securityEvent))
            WarnAboutFullTrail(securityEvent.Kind.ToKebabCase());
    }

    private SecurityEvent Describe(
        SecurityEventKind kind,
        SecurityEventResult result,
        SignedInAs actor,
        Guid? subject,
        string? detail
    ) =>
        new()
        {
            At = clock.GetInstant(),
            Kind = kind,
            Result = result,
            Origin = http.HttpContext is null ? SecurityEventOrigin.CommandLine : SecurityEventOrigin.Web,
            ActorId = actor.Account,
            SessionId = actor.Session,
            SubjectId = subject == actor.Account ? null : subject,
            Detail = detail is { Length: > SecurityEvent.MaxDetailLength }
                ? detail[..SecurityEvent.MaxDetailLength]
                : detail,
        };

    private Guid? FindId(string claim) => http.HttpContext is { } request ? FindId(request.User, claim) : null;

    private static Guid? FindId(ClaimsPrincipal user, string claim) =>
        Guid.TryParse(user.FindFirstValue(claim), out var id) ? id : null;

    [LoggerMessage(
        EventId = 1,
        EventName = "SecurityEvent",
        Message = "Security event at {At}: {Kind} {Result}; account {AccountId}, session {SessionId}, "
            + "subject {SubjectId}, {Detail}"
    )]
    private partial void WriteEvent(
        LogLevel level,
        string at,
        string kind,
        string result,
        Guid? accountId,
        Guid? sessionId,
        Guid? subjectId,
        string? detail
    );

    [LoggerMessage(
        EventId = 2,
        Level = LogLevel.Warning,
        Message = "Too many security events wait for the audit trail; this {Kind} is in the log alone."
    )]
    private partial void WarnAboutFullTrail(string kind);

    private sealed record SignedInAs(Guid? Account, Guid? Session);
}
