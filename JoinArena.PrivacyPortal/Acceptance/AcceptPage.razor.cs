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
    AcceptanceQueries acceptances,
    AcceptanceService service,
    ReturnOrigins origins,
    AcceptanceCodeService codes,
    TimeProvider clock,
    NavigationManager navigation
)
{
    private AcceptanceOverview _state = default!;
    private PolicyVersion _version = default!;
    private PolicyText _text = default!;
    private AcceptanceWording _wording = default!;
    private ReturnTarget _back = default!;
    private bool _mayAccept;
    private bool _showsForm;
    private bool _canContinue;
    private AcceptanceError? _error;
    private IReadOnlyList<FormError> _errors = [];

    /// <summary>Where to go afterwards: a path of the portal, or an address of a site that is allowed.</summary>
    [SupplyParameterFromQuery]
    public string? ReturnUrl { get; set; }

    /// <summary>The language to read and accept the text in. Default: the reader's language, or English.</summary>
    [SupplyParameterFromQuery]
    public string? Lang { get; set; }

    [SupplyParameterFromForm(FormName = AcceptForm.Name)]
    public AcceptForm? Form { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    private string NotNow =>
        _back switch
        {
            ReturnTarget.LocalPage here => here.Path,
            ReturnTarget.ExternalSite away => away.DeclinedUrl.AbsoluteUri,
            _ => "/",
        };

    // Links from one part to another lead to the page of the version, by its path within the portal.
    private MarkupString EnglishText =>
        new(
            _version
                .Texts[PolicyVersion.English]
                .Html.Replace("href=\"/policy/", $"href=\"{Site["/policy/"]}", StringComparison.Ordinal)
        );

    protected override async Task OnInitializedAsync()
    {
        var now = clock.GetInstant();
        _state = await acceptances.GetOverviewAsync(Http.User.GetWorkerId(), now, Http.RequestAborted);
        _version = _state.CurrentVersion;
        _text = Lang is null ? _version.ChooseText(Http) : _version.GetText(Lang);
        _wording = AcceptanceWording.Create(L, _version);
        _back = origins.Resolve(ReturnUrl);
        _mayAccept = _version.Effective <= now;
        // A posted form must be rendered to be handled, even if the version is accepted by now.
        _showsForm = (!_state.IsCurrent && _mayAccept) || HttpMethods.IsPost(Http.Request.Method);
        _canContinue = _state.Status is AcceptanceStatus.Accepted && _back is ReturnTarget.ExternalSite;
    }

    private async Task SubmitAsync()
    {
        _showsForm = !_state.IsCurrent && _mayAccept;
        _error = service.Validate(Form?.Version, Form?.Language);
        if (_error is not null)
            return;
        if (Form is not { Accepted: true, Version: { } version, Language: { } language })
        {
            _errors = [new("accepted", L["Tick the checkbox to accept, or choose “Not now”."])];
            return;
        }

        var evidence = AcceptanceEvidence.FromHttpContext(Http, _wording);
        var result =
            Form.Wording == _wording.Sha256
                ? await service.AcceptAsync(Http.User.GetWorkerId(), version, language, evidence, Http.RequestAborted)
                : AcceptanceError.WordingChanged;
        if (result.IsSuccess)
            await LeaveAsync(result.Value.Acceptance);
        else
            _error = result.Error;
    }

    private Task ContinueAsync() => LeaveAsync(_state.LastAcceptance!);

    private async Task LeaveAsync(PolicyAcceptance acceptance) =>
        navigation.GoTo(
            _back switch
            {
                ReturnTarget.LocalPage here => here.Path,
                ReturnTarget.ExternalSite away => (
                    await codes.IssueAsync(acceptance, away, Http.RequestAborted)
                ).AbsoluteUri,
                _ => AcceptanceService.GetPageUrl(acceptance.Id),
            }
        );

    private string Why(AcceptanceError error) =>
        error switch
        {
            AcceptanceError.NoLongerCurrent => L["Version {0} is no longer current", Form!.Version!],
            AcceptanceError.NotYetInForce => L["Version {0} is not in force yet", Form!.Version!],
            AcceptanceError.UnknownVersion => L["There is no such version"],
            AcceptanceError.WordingChanged => L["This page has changed since you opened it"],
        };

    private string DescribeNotAllowed(ReturnTarget.NotAllowed stranger) =>
        stranger.Host is null
            ? L["The return address does not belong to JoinArena. You can still read the policy and decide here."]
            : L["{0} does not belong to JoinArena. You can still read the policy and decide here.", stranger.Host];

    private ClauseText? FindNote(PolicyPart part) =>
        part.ClauseId is null ? null : _version.FindClause(part.ClauseId)?.GetText(_text.Language);

    private string AddressIn(string language)
    {
        var query = new QueryBuilder { { "lang", language } };
        if (ReturnUrl is not null)
            query.Add("returnUrl", ReturnUrl);
        return $"/policy/accept{query}";
    }

    private static string NameLanguage(string language)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        return culture.TextInfo.ToTitleCase(culture.NativeName);
    }
}
