using System.CommandLine;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using JoinArena.PrivacyPortal.Account.Team;
using JoinArena.PrivacyPortal.Data;
using static JoinArena.PrivacyPortal.Operations.CommandOutput;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary>
/// <c>staff add</c>, <c>staff list</c>, <c>staff remove</c>, <c>staff reset-factor</c> and <c>staff sign-out</c>.
/// </summary>
internal static class StaffCommands
{
    public static Command Create(CommandFactory command) =>
        new("staff", "The privacy team.")
        {
            Add(command),
            List(command),
            Remove(command),
            ResetFactor(command),
            SignOut(command),
        };

    private static Command Add(CommandFactory command)
    {
        var email = new Argument<string>("EMAIL");
        var role = CreateRoleOption("officer, auditor or administrator.");
        role.Required = true;
        return command("add", "Invites a person to the team and prints the link once.", InviteAsync, email, role);

        async Task<int> InviteAsync(IServiceProvider services, ParseResult parsed, CancellationToken ct)
        {
            var link = await services
                .GetRequiredService<StaffInvitationService>()
                .InviteAsync(parsed.GetRequiredValue(email), parsed.GetRequiredValue(role)!, ct);
            return link.IsSuccess ? Print(link.Value.ToString()) : Fail(Explain(link.Error), CommandLine.Usage);
        }
    }

    private static Command List(CommandFactory command)
    {
        return command("list", "Lists the team: roles, second factor, last sign-in.", ListAsync);

        static async Task<int> ListAsync(IServiceProvider services, ParseResult parsed, CancellationToken ct)
        {
            foreach (var member in await services.GetRequiredService<TeamQueries>().ListAsync(ct))
            {
                var factor = member.HasSecondFactor ? "second factor" : "no second factor";
                var signIn = member.LastSignInAt is { } at ? $"last sign-in {at.ToIso()}" : "never signed in";
                var state =
                    member.IsDemo ? "demo"
                    : member.HasJoined ? "joined"
                    : "invited";
                Print($"{member.Email}\t{string.Join(' ', member.Roles)}\t{factor}\t{signIn}\t{state}");
            }

            return CommandLine.Done;
        }
    }

    private static Command Remove(CommandFactory command)
    {
        var email = new Argument<string>("EMAIL");
        var role = CreateRoleOption("Takes only this role away. Without this option: every role in the team.");
        return command(
            "remove",
            "Takes a person's role in the team away and ends their sessions.",
            (services, parsed, ct) =>
                ChangeAsync(
                    services,
                    parsed.GetRequiredValue(email),
                    (team, id) => team.TakeRolesAsync(id, parsed.GetValue(role), ct),
                    "Removed. All sessions of this person have ended."
                ),
            email,
            role
        );
    }

    private static Command SignOut(CommandFactory command)
    {
        var email = new Argument<string>("EMAIL");
        return command(
            "sign-out",
            "Ends all sessions of a member of the team.",
            (services, parsed, ct) =>
                ChangeAsync(
                    services,
                    parsed.GetRequiredValue(email),
                    (team, id) => team.SignOutAsync(id, ct),
                    "All sessions of this person have ended."
                ),
            email
        );
    }

    private static Command ResetFactor(CommandFactory command)
    {
        var email = new Argument<string>("EMAIL");
        return command(
            "reset-factor",
            "For someone who has lost their second factor: removes all their factors and their password, ends their "
                + "sessions, and prints a link to begin again, once. Make sure first that it is them who ask.",
            ResetAsync,
            email
        );

        async Task<int> ResetAsync(IServiceProvider services, ParseResult parsed, CancellationToken ct)
        {
            var team = services.GetRequiredService<TeamService>();
            if (await team.FindIdAsync(parsed.GetRequiredValue(email)) is not { } id)
                return Fail(Explain(TeamError.NotInTeam));
            var link = await team.ResetFactorsAsync(id, isEmailed: false, ct);
            return link.IsSuccess ? Print(link.Value.ToString()) : Fail(Explain(link.Error));
        }
    }

    private static async Task<int> ChangeAsync(
        IServiceProvider services,
        string email,
        Func<TeamService, Guid, Task<TeamError?>> change,
        string done
    )
    {
        var team = services.GetRequiredService<TeamService>();
        if (await team.FindIdAsync(email) is not { } id)
            return Fail(Explain(TeamError.NotInTeam));
        return await change(team, id) is { } error ? Fail(Explain(error)) : Print(done);
    }

    private static Option<string?> CreateRoleOption(string description)
    {
        var role = new Option<string?>("--role") { Description = description };
        role.AcceptOnlyFromAmong(Roles.Officer, Roles.Auditor, Roles.Administrator);
        return role;
    }

    private static string Explain(TeamError error) =>
        error switch
        {
            TeamError.NotInTeam =>
                "EMAIL: no one in the team has this address, or not this role; 'staff list' shows the team",
            TeamError.LastAdministrator =>
                "EMAIL: this is the last administrator who can sign in; add another one first, who has to join",
            TeamError.OwnAccount => "EMAIL: people change their own factors in the portal",
        };

    private static string Explain(InvitationError error) =>
        error switch
        {
            InvitationError.NotAnAddress => "EMAIL: give an email address; for example kim@example.com",
            InvitationError.NotAStaffRole => "--role: give officer, auditor or administrator",
            InvitationError.RolesComeFromJoinArena =>
                "Portal__Oidc__Only: people sign in with JoinArena only; give them their role there",
        };
}
