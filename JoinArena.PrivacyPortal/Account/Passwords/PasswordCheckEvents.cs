using JoinArena.PrivacyPortal.Access.SecurityEvents;

namespace JoinArena.PrivacyPortal.Account.Passwords;

/// <summary>Records passwords and codes that were wrong, or that were not checked any more.</summary>
internal static class PasswordCheckEvents
{
    extension(SecurityLog security)
    {
        /// <summary>Records a failure, or a lock-out if there were too many failures before.</summary>
        public void RecordFailure(SecurityEventKind kind, PasswordCheckResult check, Guid? account, string? detail)
        {
            if (check is PasswordCheckResult.LockedOut)
                security.Record(SecurityEventKind.LockOut, SecurityEventResult.Refused, account, detail);
            else
                security.Record(kind, SecurityEventResult.Failed, account, detail);
        }
    }
}
