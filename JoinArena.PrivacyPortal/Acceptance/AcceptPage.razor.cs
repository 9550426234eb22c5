using System.Globalization;
using JoinArena.PrivacyPortal.Acceptance.Handoff;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Policies.Reading;
using JoinArena.PrivacyPortal.Shell.Components;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Extensions;

namespace JoinArena.PrivacyPortal.Acceptance;

public sealed partial class AcceptPage(
    AcceptanceBook book, AcceptanceDesk desk, ReturnOrigins origins, ReturnDesk returns, TimeProvider clock, NavigationManager navigation)
{
    private AcceptanceState _state = default!;
    private PolicyVersion _version = default!;
    private PolicyText _text = default!;
    private AcceptanceWording _wording = default!;
    private ReturnTarget _back = default!;
    private bool _mayAccept;
    private bool _asks;
    private bool _continues;
    private AcceptanceRefusal? _refusal;
    private IReadOnlyList<FormError> _errors = [];

    /// <summary>Where to go afterwards: a path of the portal, or an address of a site that is allowed.</summary>
    [SupplyParameterFromQuery]
    public string? ReturnUrl { get; set; }

    /// <summary>The language to read and accept the text in; without it the reader's, or English.</summary>
    [SupplyParameterFromQuery]
    public string? Lang { get; set; }

    [SupplyParameterFromForm(FormName = AcceptForm.Name)]
    public AcceptForm? Form { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    private string NotNow => _back switch
    {
        ReturnTarget.Here here => here.Path,
        ReturnTarget.Away away => away.Declined.AbsoluteUri,
        _ => "/",
    };

    protected override async Task OnInitializedAsync()
    {
        var now = clock.GetInstant();
        _state = await book.StateOfAsync(Http.User.WorkerId(), now, Http.RequestAborted);
        _version = _state.Current;
        _text = Lang is null ? _version.TextFor(Http) : _version.TextIn(Lang);
        _wording = AcceptanceWording.Of(L, _version);
        _back = origins.Read(ReturnUrl);
        _mayAccept = _version.Effective <= now;
        // A form that was sent must be there to be taken, even the second time.
        _asks = (!_state.IsCurrent && _mayAccept) || HttpMethods.IsPost(Http.Request.Method);
        _continues = _state.Status is AcceptanceStatus.Accepted && _back is ReturnTarget.Away;
    }

    private async Task SubmitAsync()
    {
        _asks = !_state.IsCurrent && _mayAccept;
        _refusal = desk.Refusal(Form?.Version, Form?.Language);
        if (_refusal is not null) return;
        if (Form is not { Accepted: true, Version: { } version, Language: { } language })
        {
            _errors = [new("accepted", L["Tick the box to accept, or choose “Not now”."])];
            return;
        }

        var evidence = AcceptanceEvidence.Of(Http, _wording);
        var result = Form.Wording == _wording.Sha256 ? await desk.AcceptAsync(Http.User.WorkerId(), version, language, evidence, Http.RequestAborted) : AcceptanceRefusal.OtherWords;
        if (result.IsDone) await LeaveAsync(result.Value.Acceptance);
        else _refusal = result.Refusal;
    }

    private Task ContinueAsync() => LeaveAsync(_state.Accepted!);

    private async Task LeaveAsync(PolicyAcceptance acceptance) => navigation.NavigateTo(_back switch
    {
        ReturnTarget.Here here => here.Path,
        ReturnTarget.Away away => (await returns.SendAsync(acceptance, away, Http.RequestAborted)).AbsoluteUri,
        _ => AcceptanceDesk.PageOf(acceptance.Id),
    });

    private string Why(AcceptanceRefusal refusal) => refusal switch
    {
        AcceptanceRefusal.NoLongerCurrent => L["Version {0} is no longer current", Form!.Version!],
        AcceptanceRefusal.NotYetInForce => L["Version {0} is not in force yet", Form!.Version!],
        AcceptanceRefusal.UnknownVersion => L["There is no such version"],
        AcceptanceRefusal.OtherWords => L["This page has changed since you opened it"],
    };

    private string AddressIn(string language)
    {
        var query = new QueryBuilder { { "lang", language } };
        if (ReturnUrl is not null) query.Add("returnUrl", ReturnUrl);
        return $"/policy/accept{query}";
    }

    private static string NameOf(string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        return culture.TextInfo.ToTitleCase(culture.NativeName);
    }
}
