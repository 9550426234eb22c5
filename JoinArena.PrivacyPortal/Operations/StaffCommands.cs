using System.CommandLine;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account;
using static JoinArena.PrivacyPortal.Operations.CommandOutput;

namespace JoinArena.PrivacyPortal.Operations;

/// <summary><c>staff add</c>.</summary>
internal static class StaffCommands
{
    public static Command Create(CommandFactory command) => new("staff", "The privacy team.") { Add(command) };

    private static Command Add(CommandFactory command)
    {
        var email = new Argument<string>("EMAIL");
        var role = new Option<string>("--role") { Description = "officer, auditor or administrator.", Required = true };
        role.AcceptOnlyFromAmong(Roles.Officer, Roles.Auditor, Roles.Administrator);
        return command("add", "Invites a person to the team and prints the link once.", InviteAsync, email, role);

        async Task<int> InviteAsync(IServiceProvider services, ParseResult parsed, CancellationToken ct)
        {
            var link = await services
                .GetRequiredService<StaffInvitationService>()
                .InviteAsync(parsed.GetRequiredValue(email), parsed.GetRequiredValue(role), ct);
            return link.IsSuccess ? Print(link.Value.ToString()) : Fail(Explain(link.Error), CommandLine.Usage);
        }
    }

    private static string Explain(InvitationError error) =>
        error switch
        {
            InvitationError.NotAnAddress => "EMAIL: give an email address; for example kim@example.com",
            InvitationError.NotAStaffRole => "--role: give officer, auditor or administrator",
        };
}
