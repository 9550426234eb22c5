using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell;

namespace JoinArena.PrivacyPortal.Staff.Activity;

/// <summary>Streams what the team did about requests as a CSV file.</summary>
internal static class CaseActivityFileApi
{
    private const int PageSize = 500;

    private static readonly string[] s_header = ["time", "kind", "account", "request", "party"];

    public static void MapCaseActivityFile(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/staff/activity/requests.csv", Download)
            .RequireAuthorization(policy => policy.RequireRole(Roles.StaffRoles))
            .ExcludeFromDescription();

    private static IResult Download(HttpContext http, CaseActivityQueries acts, CancellationToken ct)
    {
        var filter = CaseActivityFilter.Parse(http.Request.Query);
        return Results.Stream(
            to => WriteAsync(acts, filter, http.User.Identity?.Name, to, ct),
            SpreadsheetWriter.ContentType,
            "team-work.csv"
        );
    }

    private static async Task WriteAsync(
        CaseActivityQueries acts,
        CaseActivityFilter filter,
        string? me,
        Stream to,
        CancellationToken ct
    )
    {
        await using var csv = new SpreadsheetWriter(to);
        await csv.WriteRowAsync(s_header, ct);
        Guid? before = null;
        do
        {
            var page = await acts.ListAsync(filter, me, before, ct, PageSize);
            foreach (var entry in page.Entries)
            {
                await csv.WriteRowAsync(
                    [entry.At.ToIso(), entry.Kind.ToKebabCase(), entry.Actor, entry.Number, entry.PartyName],
                    ct
                );
            }

            before = page.OlderThan;
        } while (before is not null);
    }
}
