using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Deletion.Requests.Receipt;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Wizard;
using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Intake;

/// <summary>The form with which an officer enters a request, as it is posted.</summary>
public sealed class EnterRequestForm
{
    /// <summary>The worker's id or email address, or a part of their name.</summary>
    public string? Worker { get; set; }

    /// <summary>The id of the worker who was chosen among those with that name.</summary>
    public string? Chosen { get; set; }

    /// <summary>"find" to find the worker first; nothing to enter the request.</summary>
    public string? Step { get; set; }

    public string? Channel { get; set; }

    /// <summary>The day of receipt, <c>YYYY-MM-DD</c>.</summary>
    public string? ReceivedOn { get; set; }

    /// <summary>Empty until something is chosen.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Null when no box was ticked.</summary>
    public List<string>? Categories { get; set; }

    public string? Interview { get; set; }

    public string? Party { get; set; }

    public string? Proof { get; set; }

    public string? Agent { get; set; }

    /// <summary>Made with the form, so that sending it twice counts once.</summary>
    public string? FormId { get; set; }

    /// <summary>The chosen channel; null if none was chosen.</summary>
    public RequestChannel? FindChannel() =>
        KebabCase.TryParse<RequestChannel>(Channel, out var channel) && channel is not RequestChannel.Portal
            ? channel
            : null;

    /// <summary>The chosen scope; null if the form does not name one completely.</summary>
    public DeletionScope? FindScope() =>
        new ScopeForm
        {
            Kind = Kind,
            Categories = Categories,
            Interview = Interview?.Trim(),
            Party = Party?.Trim(),
        }.ToScope();

    /// <summary>
    /// The instant of receipt: noon of the day in the authority's zone, or now if that is still to come today; null if
    /// the form names no day.
    /// </summary>
    public DateTimeOffset? FindReceipt(Jurisdiction place, DateTimeOffset now)
    {
        if (!IsoDay.TryParse(ReceivedOn, out var day))
            return null;
        var noon = place.GetNoonOf(day);
        return noon > now && day == place.ToLocalDay(now) ? now : noon;
    }

    /// <summary>The text without spaces around it; null if nothing is left.</summary>
    public static string? Trim(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
