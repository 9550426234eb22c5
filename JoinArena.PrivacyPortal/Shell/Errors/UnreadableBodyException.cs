namespace JoinArena.PrivacyPortal.Shell.Errors;

/// <summary>A body that cannot be read. Its message is for the caller, and quotes nothing of the body.</summary>
internal sealed class UnreadableBodyException(string detail, int status, Exception? cause = null)
    : BadHttpRequestException(detail, status, cause!);
