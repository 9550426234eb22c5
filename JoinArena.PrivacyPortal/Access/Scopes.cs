namespace JoinArena.PrivacyPortal.Access;

/// <summary>What an API key may do.</summary>
public static class Scopes
{
    public const string WorkersWrite = "workers:write";
    public const string WorkersRead = "workers:read";
    public const string PartiesWrite = "parties:write";
    public const string DisclosuresWrite = "disclosures:write";
    public const string ErasuresWrite = "erasures:write";

    public static readonly IReadOnlyList<string> All = [WorkersWrite, WorkersRead, PartiesWrite, DisclosuresWrite, ErasuresWrite];
}
