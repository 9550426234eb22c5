namespace JoinArena.PrivacyPortal.Data;

/// <summary>A database the portal runs on.</summary>
public enum DatabaseProvider
{
    Sqlite,
    Postgres,
}
