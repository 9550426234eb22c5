using System.Globalization;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell.Components;
using Microsoft.AspNetCore.Components;

namespace JoinArena.PrivacyPortal.Acceptance.Pages;

public sealed partial class AcceptPage(PolicyLibrary library, AcceptanceBook book, AcceptanceDesk desk, TimeProvider clock, NavigationManager navigation)
{
    private PolicyVersion _version = default!;
    private PolicyText _text = default!;
    private bool _mayAccept;
    private bool _asks;
    private PolicyAcceptance? _accepted;
    private PolicyAcceptance? _before;
    private AcceptanceRefusal? _refusal;
    private IReadOnlyList<FormError> _errors = [];

    /// <summary>Where to go afterwards: a path of the portal.</summary>
    [SupplyParameterFromQuery]
    public string? ReturnUrl { get; set; }

    [SupplyParameterFromForm(FormName = AcceptForm.Name)]
    public AcceptForm? Form { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    private string? Back => ReturnUrl is ['/', ..] and not ['/', '/' or '\\', ..] && !ReturnUrl.Any(char.IsControl) ? ReturnUrl : null;

    protected override async Task OnInitializedAsync()
    {
        var now = clock.GetInstant();
        _version = library.Current(now);
        _text = _version.TextIn(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);
        _mayAccept = _version.Effective <= now;
        var acceptances = await book.OfAsync(Http.User.WorkerId(), Http.RequestAborted);
        _accepted = acceptances.FirstOrDefault(a => a.Version == _version.Name);
        _before = acceptances is [var newest, ..] ? newest : null;
        // A form that was sent must be there to be taken, even the second time.
        _asks = (_accepted is null && _mayAccept) || HttpMethods.IsPost(Http.Request.Method);
    }

    private async Task SubmitAsync()
    {
        _asks = _accepted is null && _mayAccept;
        _refusal = desk.Refusal(Form?.Version, Form?.Language);
        if (_refusal is not null) return;
        if (Form is not { Accepted: true, Version: { } version, Language: { } language })
        {
            _errors = [new("accepted", L["Tick the box to accept, or choose “Not now”."])];
            return;
        }

        var result = await desk.AcceptAsync(Http.User.WorkerId(), version, language, AcceptanceEvidence.Of(Http), Http.RequestAborted);
        if (result.IsDone) navigation.NavigateTo(Back ?? AcceptanceDesk.PageOf(result.Value.Acceptance.Id));
        else _refusal = result.Refusal;
    }

    private IEnumerable<PolicyVersion> Since(PolicyAcceptance before) => library.Versions.Where(v => v.Number <= _version.Number && v.Number > (library.Find(before.Version)?.Number ?? default));

    private string Why(AcceptanceRefusal refusal) => refusal switch
    {
        AcceptanceRefusal.NoLongerCurrent => L["Version {0} is no longer current", Form!.Version!],
        AcceptanceRefusal.NotYetInForce => L["Version {0} is not in force yet", Form!.Version!],
        AcceptanceRefusal.UnknownVersion => L["There is no such version"],
    };
}
