using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using JoinArena.PrivacyPortal.Data;
using Microsoft.AspNetCore.DataProtection;

namespace JoinArena.PrivacyPortal.Staff.WorkerSearch;

/// <summary>
/// What the page of a search holds, so that the reader can go to its other pages: the search as it was recorded, sealed.
/// A reader cannot change what is searched for under the record of another search.
/// </summary>
public sealed class WorkerSearchTickets(IDataProtectionProvider protection, TimeProvider clock)
{
    private static readonly TimeSpan s_validFor = TimeSpan.FromMinutes(30);

    private readonly IDataProtector _protector = protection.CreateProtector("staff/worker-search");

    /// <summary>The search, sealed for the person who searched.</summary>
    public string Issue(WorkerSearchTicket search) => _protector.Protect(JsonSerializer.Serialize(search));

    /// <summary>The search; null after half an hour, and for anyone else.</summary>
    public WorkerSearchTicket? Read(string? sealedSearch, ClaimsPrincipal staff)
    {
        if (string.IsNullOrEmpty(sealedSearch))
            return null;
        try
        {
            var search = JsonSerializer.Deserialize<WorkerSearchTicket>(_protector.Unprotect(sealedSearch));
            return search?.Staff == staff.Identity?.Name && search?.At > clock.GetInstant() - s_validFor
                ? search
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>A search that was recorded.</summary>
/// <param name="Id">The id under which the access log holds it.</param>
/// <param name="Staff">The sign-in of the person who searched.</param>
/// <param name="Text">What was searched for. The access log never holds it.</param>
public sealed record WorkerSearchTicket(Guid Id, DateTimeOffset At, string Staff, string Text, string Reason);
