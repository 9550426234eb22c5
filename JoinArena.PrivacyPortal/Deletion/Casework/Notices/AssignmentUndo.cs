using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Notices;

/// <summary>
/// What an assignment replaced, sealed for the address of the page that offers to undo it: no address names an officer.
/// </summary>
public sealed class AssignmentUndo(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("casework/assignment");

    public string Seal(ReplacedAssignment replaced) => _protector.Protect(JsonSerializer.Serialize(replaced));

    /// <summary>The assignment; null if it is of another request or was changed on its way.</summary>
    public ReplacedAssignment? Find(string number, string? sealedAssignment)
    {
        if (string.IsNullOrEmpty(sealedAssignment))
            return null;
        try
        {
            var replaced = JsonSerializer.Deserialize<ReplacedAssignment>(_protector.Unprotect(sealedAssignment));
            return replaced?.Number == number ? replaced : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>An assignment in place of another.</summary>
/// <param name="Number">The number of the request.</param>
/// <param name="Before">The sign-in of the officer it was assigned to; null for no one.</param>
/// <param name="After">The sign-in of the officer it was assigned to then; null for no one.</param>
public sealed record ReplacedAssignment(string Number, string? Before, string? After);
