using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Notices;

/// <summary>What an officer has just done, for the notice on the page of the request.</summary>
public enum CaseworkDone
{
    Extended,
    Proposed,
    Refused,
    Declined,
    Held,
    Lifted,
    ProofRequested,
    Assigned,
    Noted,
}

/// <summary>The addresses of a request's page after something was done.</summary>
internal static class CaseworkDonePaths
{
    extension(CaseworkDone done)
    {
        /// <param name="anchor">The part of the page to show; null for its top.</param>
        public string ToPath(string number, string? anchor = null)
        {
            var path = $"{RequestPaths.StaffPage(number)}?done={done.ToKebabCase()}";
            return anchor is null ? path : $"{path}#{anchor}";
        }
    }
}
