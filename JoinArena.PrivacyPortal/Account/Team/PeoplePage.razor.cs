using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account.SigningIn;
using JoinArena.PrivacyPortal.Account.StepUp;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Account.Team;

/// <summary>
/// The team's page for administrators. Every change needs a confirmation of the last minutes that it is them, and ends in
/// a redirect.
/// </summary>
public sealed partial class PeoplePage
{
    private const string Url = "/staff/people",
        SignOut = "sign-out",
        ResetFactors = "reset-factor";

    private FormErrors _errors = default!;
    private IReadOnlyList<TeamMember> _members = [];
    private bool _isFresh;

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    /// <summary>What was done before the redirect.</summary>
    [SupplyParameterFromQuery]
    private string? Done { get; set; }

    /// <summary>The pressed button: a role or one of the acts, a space and an account's id.</summary>
    [SupplyParameterFromForm(FormName = "change")]
    private string? Act { get; set; }

    [SupplyParameterFromForm(FormName = "invite")]
    private string? Email { get; set; }

    [SupplyParameterFromForm(FormName = "invite")]
    private string? Role { get; set; }

    private Guid? OwnId => Http.User.FindAccountId();

    private static int Minutes => (int)SessionClaims.ReauthenticationWindow.TotalMinutes;

    protected override async Task OnInitializedAsync()
    {
        _errors = new(L);
        // A person who has a second factor used it in the same minutes.
        _isFresh =
            Http.User.IsRecentlyAuthenticated(Clock)
            && (
                Http.User.GetFactorTime() is not { } used
                || Clock.GetUtcNow() - used <= SessionClaims.ReauthenticationWindow
            );
        _members = await Team.ListAsync(Http.RequestAborted);
    }

    private async Task ChangeAsync()
    {
        if (!_isFresh)
        {
            Navigation.GoTo(StepUpPage.GetUrl(Url));
            return;
        }

        if (Act?.Split(' ') is not [var act, var text] || !Guid.TryParse(text, out var id))
            return;
        var error = act switch
        {
            SignOut => await Service.SignOutAsync(id, Http.RequestAborted),
            ResetFactors => await ResetAsync(id),
            _ => await Service.TakeRolesAsync(id, act, Http.RequestAborted),
        };
        if (error is { } known)
            _errors.Add("people", Describe(known));
        else
            Navigation.GoTo($"{Url}?done={(act is SignOut or ResetFactors ? act : "role")}");
    }

    private async Task<TeamError?> ResetAsync(Guid id)
    {
        var reset = await Service.ResetFactorsAsync(id, isEmailed: true, Http.RequestAborted);
        return reset.IsSuccess ? null : reset.Error;
    }

    private async Task InviteAsync()
    {
        if (!_isFresh)
        {
            Navigation.GoTo(StepUpPage.GetUrl(Url));
            return;
        }

        var email = Email?.Trim() ?? "";
        var sent = await Invitations.SendInvitationAsync(email, Role ?? "", Http.RequestAborted);
        if (sent.IsSuccess)
        {
            Navigation.GoTo($"{Url}?done=invited");
            return;
        }

        _errors.Add(
            sent.Error is InvitationError.NotAnAddress ? "email" : "role",
            sent.Error switch
            {
                InvitationError.NotAnAddress => L["Enter an email address, such as kim@example.com."],
                InvitationError.NotAStaffRole => L["Choose a role."],
                InvitationError.RolesComeFromJoinArena => L[
                    "Here people sign in with JoinArena only. Give them their role there."
                ],
            }
        );
    }

    private RenderFragment Button(TeamMember member, string act, string text) =>
        content =>
        {
            content.OpenElement(0, "button");
            content.AddAttribute(1, "class", "btn btn--quiet");
            content.AddAttribute(2, "name", "Act");
            content.AddAttribute(3, "value", $"{act} {member.Id}");
            content.AddContent(4, text);
            content.OpenElement(5, "span");
            content.AddAttribute(6, "class", "visually-hidden");
            content.AddContent(7, $": {member.Email}");
            content.CloseElement();
            content.CloseElement();
        };

    private LocalizedString? DescribeDone() =>
        Done switch
        {
            "role" => L["The role is taken away, and the person is signed out everywhere."],
            SignOut => L["The person is signed out everywhere."],
            ResetFactors => L["The second step is reset. We have emailed a link to begin again."],
            "invited" => L["We have emailed the invitation."],
            _ => null,
        };

    private string Describe(TeamError error) =>
        error switch
        {
            TeamError.NotInTeam => L["This person or role is no longer in the team. Nothing was changed."],
            TeamError.LastAdministrator => L[
                "This is the last administrator who can sign in. Give the role to someone else first, and wait until "
                    + "they have signed in."
            ],
            TeamError.OwnAccount => L["Change your own second step in your account. Nothing was changed."],
        };

    private string DescribeFactors(TeamMember member) =>
        member switch
        {
            { HasAuthenticator: true, Passkeys: > 0 } => L["Yes: app and passkey"],
            { HasAuthenticator: true } => L["Yes: app"],
            { Passkeys: > 0 } => L["Yes: passkey"],
            _ => L["No"],
        };

    private string DescribeRole(string role) =>
        role switch
        {
            Roles.Administrator => L["administrator"],
            Roles.Auditor => L["auditor"],
            _ => L["officer"],
        };

    private static string Capitalize(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
