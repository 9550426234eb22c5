using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Disclosures;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Ledger.Witnesses;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Shell.Contact;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Staff.FirstSteps;

/// <summary>What of the first steps is done and what is left, from the settings and the database.</summary>
internal sealed class FirstStepQueries(
    IDbContextFactory<PortalDbContext> contexts,
    IConfiguration configuration,
    OperatorContact contact,
    MailSettings mail,
    WitnessOptions witnesses,
    DeadlineRules rules,
    DeletionOptions deletion,
    IStringLocalizer<SharedResource> words
)
{
    /// <summary>The steps in the order in which one takes them.</summary>
    public async Task<IReadOnlyList<FirstStep>> ListAsync(CancellationToken ct)
    {
        var stored = await ReadAsync(ct);
        return
        [
            DescribeAddress(),
            DescribeContact(),
            DescribeMail(),
            DescribeTeam(stored.Officers),
            DescribeKeys(stored.HasKey),
            DescribeParties(stored.HasParty),
            DescribeDisclosures(stored.HasDisclosure),
            DescribePlace(),
            DescribeLaws(),
            DescribeWitnesses(),
        ];
    }

    // One query: the menu of the desk asks for each page that an administrator opens.
    private async Task<StoredSteps> ReadAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var officers = db.Set<IdentityUserRole<Guid>>()
            .Where(member =>
                db.Set<IdentityRole<Guid>>().Any(role => role.Id == member.RoleId && role.Name == Roles.Officer)
            );
        var keys = db.ApiKeys.Where(key => key.RevokedAt == null);
        var parties = db.Parties;
        var disclosures = db.Disclosures;
        return await db
            .Database.SqlQuery<int>($"""SELECT 1 AS "Value" """)
            .Select(_ => new StoredSteps(officers.Count(), keys.Any(), parties.Any(), disclosures.Any()))
            .SingleAsync(ct);
    }

    private FirstStep DescribeAddress()
    {
        var address = PublicAddress.GetConfiguredUrl(configuration);
        var isDone = address is { Scheme: "https" };
        return new(
            words["Give the portal its public address"],
            isDone,
            isDone
                ? words["It is {0}.", address!.ToString()]
                : words["Links in emails, cookies and passkeys are made for it. It needs https."]
        )
        {
            Line = "Portal__PublicUrl=https://privacy.example.com",
        };
    }

    private FirstStep DescribeContact() =>
        new(
            words["Say who runs the portal"],
            contact is { Organisation: not null, Email: not null },
            contact is { Organisation: { } organisation, Email: { } email }
                ? words["{0} runs it. Workers write to {1}.", organisation, email]
                : words["Every page and email names you, and workers find an address to write to."]
        )
        {
            Line = "Portal__Contact__Organisation=JoinArena Ltd\nPortal__Contact__Email=privacy@joinarena.example",
        };

    private FirstStep DescribeMail() =>
        new(
            words["Connect a mail server"],
            mail.Smtp is not null,
            mail.Smtp is null
                ? words["Without it, emails are only written to files in the data directory, and no one gets them."]
                : words["Emails go out through {0}.", mail.Smtp.Host]
        )
        {
            Line = "Portal__Mail__From=privacy@joinarena.example\nPortal__Mail__Smtp__Host=smtp.example.com",
        };

    private FirstStep DescribeTeam(int officers) =>
        new(words["Invite two officers"], officers > 1, DescribeOfficers(officers))
        {
            Link = new("/staff/people", words["Invite an officer"]),
        };

    private string DescribeOfficers(int officers)
    {
        var count = words.Plural(officers, "There is 1 officer.", "There are {0} officers.");
        if (officers > 1)
            return count;
        var reason = deletion.FourEyes
            ? words["A refusal needs a second one who approves it."]
            : words["A second one can stand in for the first."];
        return $"{count} {reason}";
    }

    private FirstStep DescribeKeys(bool isDone) =>
        new(
            words["Make a key for JoinArena’s systems"],
            isDone,
            isDone
                ? words["They have one, with which they announce and report."]
                : words["They announce workers and parties with it, and report what they disclose."]
        )
        {
            Link = new("/staff/keys", words["Create a key"]),
        };

    private FirstStep DescribeParties(bool isDone) =>
        new(
            words["Have the parties announced"],
            isDone,
            isDone
                ? words["Some are announced. More can follow at any time."]
                : words["The portal itself asks a party with a webhook or an email address to erase."]
        )
        {
            Link = new("/staff/parties", words["See the parties"]),
        };

    private FirstStep DescribeDisclosures(bool isDone) =>
        new(
            words["Receive the first disclosure"],
            isDone,
            isDone
                ? words["Workers see what was reported."]
                : words["Until then workers see an empty record. JoinArena’s systems report with their key."]
        )
        {
            Link = new("/api", words["Read the description of the API"]),
        };

    private FirstStep DescribePlace()
    {
        var place = configuration["Portal:Deletion:ActsIn"];
        return new(
            words["Say where your privacy team works"],
            place is { Length: > 0 },
            place is { Length: > 0 }
                ? words[
                    "It works in {0}: a last day moves only past days that are off both there and where the worker lives.",
                    rules.FindPlaceName(place)
                ]
                : words["A last day then moves only past days that are off both there and where the worker lives."]
        )
        {
            Line = "Portal__Deletion__ActsIn=IE",
        };
    }

    private FirstStep DescribeLaws()
    {
        var laws = rules.All.SelectMany(p => p.Laws).DistinctBy(l => l.Code, StringComparer.Ordinal).ToList();
        var left = laws.Count(l => !l.IsReviewed);
        return new(
            words["Have the laws read by your counsel"],
            left == 0,
            left == 0
                ? words["Each of the {0} laws and promises is signed for.", laws.Count]
                : words.Plural(
                    left,
                    "No one has signed for 1 of the {1} laws and promises. Workers read its dates as expected, not as required.",
                    "No one has signed for {0} of the {1} laws and promises. Workers read their dates as expected, not as "
                        + "required.",
                    laws.Count
                )
        )
        {
            Link = new("/staff/laws", words["See the laws"]),
        };
    }

    private FirstStep DescribeWitnesses() =>
        new(
            words["Name a witness for the ledger"],
            witnesses.Witnesses.Count > 0,
            witnesses.Witnesses.Count > 0
                ? words.Plural(witnesses.Witnesses.Count, "1 is named.", "{0} are named.")
                : words[
                    "Someone outside then notices if the ledger is ever rewritten. They tell you the address and the key of "
                        + "their witness."
                ]
        )
        {
            Line =
                "Portal__Ledger__Witnesses__0__Url=https://witness.example.org\n"
                + "Portal__Ledger__Witnesses__0__Key=witness.example.org+530d903a+BAeky…",
        };

    private sealed record StoredSteps(int Officers, bool HasKey, bool HasParty, bool HasDisclosure);
}
