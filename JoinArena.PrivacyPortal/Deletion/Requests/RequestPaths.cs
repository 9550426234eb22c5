namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>The addresses of a request's pages.</summary>
internal static class RequestPaths
{
    public const string StaffPrefix = "/staff/requests/";

    /// <summary>The page where the worker follows the request.</summary>
    public static string WorkerPage(string number) => $"/deletion/{number}";

    /// <summary>The page where the privacy team works on the request.</summary>
    public static string StaffPage(string number) => StaffPrefix + number;
}
