namespace JoinArena.PrivacyPortal.Data;

/// <summary>A database that the portal can use.</summary>
public enum DatabaseProvider
{
    Sqlite,
    Postgres,
}
