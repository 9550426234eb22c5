namespace JoinArena.PrivacyPortal.Data;

/// <summary>
/// A row that is evidence and is written only once. The context does not save changes to it or its removal.
/// </summary>
public interface IAppendOnly;
