using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Staff.Activity;

/// <summary>The audit trail in words.</summary>
internal static class ActivityTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>What happened: "Role given".</summary>
        public string Describe(SecurityEventKind kind) =>
            kind switch
            {
                SecurityEventKind.SignIn => words["Sign-in"],
                SecurityEventKind.SignOut => words["Sign-out"],
                SecurityEventKind.SessionsEnded => words["Sessions ended"],
                SecurityEventKind.StepUp => words["Identity confirmed"],
                SecurityEventKind.LockOut => words["Account locked"],
                SecurityEventKind.PasswordResetRequested => words["New password asked for"],
                SecurityEventKind.PasswordReset => words["Password set by link"],
                SecurityEventKind.PasswordChanged => words["Password changed"],
                SecurityEventKind.FactorAdded => words["Second step added"],
                SecurityEventKind.FactorRemoved => words["Second step removed"],
                SecurityEventKind.Invited => words["Invited"],
                SecurityEventKind.RoleGiven => words["Role given"],
                SecurityEventKind.RoleTaken => words["Role taken away"],
                SecurityEventKind.AccountClosed => words["Account closed"],
                SecurityEventKind.KeyMade => words["API key created"],
                SecurityEventKind.KeyRevoked => words["API key revoked"],
                SecurityEventKind.KeyMisused => words["API key misused"],
                SecurityEventKind.PageRefused => words["Tried to open a page"],
                SecurityEventKind.InputRefused => words["Input refused"],
            };

        public string Describe(SecurityEventResult result) =>
            result switch
            {
                SecurityEventResult.Succeeded => words["Done"],
                SecurityEventResult.Failed => words["Failed"],
                SecurityEventResult.Refused => words["Refused"],
            };

        /// <summary>What came of it. A page that was not shown is not a request that was refused.</summary>
        public string DescribeResult(SecurityEvent happened) =>
            happened.Kind is SecurityEventKind.PageRefused ? words["No access"] : words.Describe(happened.Result);

        /// <summary>Who acted: an email address, or where it came from if no one was signed in.</summary>
        public string DescribeActor(ActivityEntry entry) =>
            entry switch
            {
                { Actor: { } name } => name.IsolateBidi(),
                { Event.ActorId: not null } => words["A closed account"],
                { Event.Origin: SecurityEventOrigin.CommandLine } => words["The command line"],
                _ => words["No one signed in"],
            };
    }

    /// <summary>The colour of a result.</summary>
    public static StatusKind ToStatus(this SecurityEventResult result) =>
        result switch
        {
            SecurityEventResult.Succeeded => StatusKind.Success,
            SecurityEventResult.Failed or SecurityEventResult.Refused => StatusKind.Pending,
        };
}
