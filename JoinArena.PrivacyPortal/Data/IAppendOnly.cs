namespace JoinArena.PrivacyPortal.Data;

/// <summary>A row that is evidence: written once. The context refuses to save a change to it, or its removal.</summary>
public interface IAppendOnly;
