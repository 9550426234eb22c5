using JoinArena.PrivacyPortal.Acceptance.Uses.Objections;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Policies.Reading;
using Microsoft.AspNetCore.Components;

namespace JoinArena.PrivacyPortal.Acceptance.Uses;

public sealed partial class UsePage(
    UseQueries uses,
    ObjectionQueries objections,
    UseService service,
    NavigationManager navigation
)
{
    private ClauseUse? _use;
    private ObjectionDeadline? _deadline;
    private string _language = PolicyVersion.English;
    private string _heading = "";
    private UseError? _error;

    // The form whose choice nobody made.
    private UseDecisionKind? _missing;
    private IReadOnlyList<UseObjection> _denied = [];

    /// <summary>The clause that describes the use.</summary>
    [Parameter]
    public string ClauseId { get; set; } = "";

    [SupplyParameterFromForm(FormName = UseFormView.StopName)]
    public UseForm? Stop { get; set; }

    [SupplyParameterFromForm(FormName = UseFormView.ResumeName)]
    public UseForm? Resume { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        _use = await uses.FindUseAsync(Http.User.GetWorkerId(), ClauseId, Http.RequestAborted);
        if (_use is null)
        {
            navigation.NotFound();
            return;
        }

        _language = _use.Version.ChooseText(Http).Language;
        _heading = _use.Clause.GetText(_language).Heading;
        _denied =
        [
            .. (await objections.ListAsync(Http.User.GetWorkerId(), Http.RequestAborted)).Where(o =>
                _use.DeniedStops.Contains(o.DecisionId)
            ),
        ];
        _deadline = await objections.FindDeadlineAsync(Http.User.GetWorkerId(), _use.Clause, Http.RequestAborted);
    }

    private Task StopAsync() => ChangeAsync(UseDecisionKind.Stopped, Stop);

    private Task ResumeAsync() => ChangeAsync(UseDecisionKind.Resumed, Resume);

    private async Task ChangeAsync(UseDecisionKind kind, UseForm? form)
    {
        if (form?.Recipient is null && _use!.HasChoice)
        {
            _missing = kind;
            return;
        }

        PartyKind? recipient = null;
        if (form?.Recipient is { } named and not UseForm.Everyone)
        {
            if (!KebabCase.TryParse<PartyKind>(named, out var one))
            {
                _error = UseError.UnknownRecipient;
                return;
            }

            recipient = one;
        }

        var wording = UseFormView.CreateWording(L, kind, _use!, _heading);
        if (form?.Wording != wording.Sha256)
        {
            _error = UseError.WordingChanged;
            return;
        }

        var evidence = AcceptanceEvidence.FromHttpContext(Http, wording);
        var result = await service.ChangeAsync(
            Http.User.GetWorkerId(),
            new(kind, ClauseId, recipient, _language, evidence),
            Http.RequestAborted
        );
        if (result.IsSuccess)
        {
            navigation.GoTo(
                result.Value.Recorded is { } recorded ? UseFilesApi.GetPageUrl(recorded.Id) : $"/policy/uses/{ClauseId}"
            );
        }
        else
        {
            _error = result.Error;
        }
    }

    private string DescribeStatus(ClauseUse use) =>
        (use.StoppedAt, use.NotStopped.Count) switch
        {
            (null, _) when use.DeniedStops.Count > 0 => L["This use of your data is not stopped."],
            (null, _) => L["You have not stopped this use of your data."],
            ({ } at, 0) => L["You stopped this use of your data on {0}.", Format.DateAndTime(at)],
            ({ } at, _) => L[
                "You stopped a part of this use on {0}: with {1}.",
                Format.DateAndTime(at),
                Format.List(use.Stopped.Select(kind => L.DescribeRecipients(kind)))
            ],
        };

    private string? FindMissing(UseDecisionKind kind) => _missing == kind ? DescribeMissing(kind) : null;

    private string DescribeMissing(UseDecisionKind kind) =>
        kind switch
        {
            UseDecisionKind.Stopped => L["Choose what you want to stop."],
            UseDecisionKind.Resumed => L["Choose what you want to allow again."],
        };

    private string Describe(UseError error) =>
        error switch
        {
            UseError.UnknownUse => L["There is no such use"],
            UseError.UnknownRecipient => L["This clause does not name such a party"],
            UseError.WordingChanged => L["This page has changed since you opened it"],
        };
}
