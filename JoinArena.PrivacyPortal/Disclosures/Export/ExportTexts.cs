using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Data.Input;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.Export;

/// <summary>The members of the export in words, for the page that people open.</summary>
internal static class ExportTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>The heading of a list.</summary>
        public string DescribeList(string name) =>
            name switch
            {
                "acceptances" => words["What you accepted"],
                "uses" => words["Uses you stopped or allowed again"],
                "interviewNotices" => words["What you were told before interviews"],
                "items" => words["What JoinArena holds"],
                "questions" => words["Your questions"],
                "messages" => words["Messages in your inbox"],
                "views" => words["Who on the privacy team has viewed your data"],
                "deletionRequests" => words["Deletion requests"],
                "accounts" => words["Your account"],
                "updates" => words["Updates about your data"],
                _ => name,
            };

        /// <summary>The name of a member; null for one that only programs need.</summary>
        public string? DescribeMember(string name) =>
            name switch
            {
                "at" or "acceptedAt" or "readAt" or "askedAt" or "createdAt" or "sentAt" => words["When"].Value,
                "answeredAt" or "endedAt" => words["Answered or ended"].Value,
                "submittedAt" or "receivedAt" => words["Received"].Value,
                "confirmedAt" or "emailConfirmedAt" => words["Confirmed"].Value,
                "changedAt" => words["Changed"].Value,
                "signedInAt" => words["Signed in"].Value,
                "startedAt" => words["Signed in since"].Value,
                "lastSeenAt" => words["Last used"].Value,
                "notifiedAt" => words["Notified"].Value,
                "acknowledgedAt" => words["Receipt confirmed"].Value,
                "placedAt" => words["Since"].Value,
                "liftedAt" => words["Lifted"].Value,
                "dueBy" => words["Due by"].Value,
                "keptUntil" => words["Kept until"].Value,
                "number" => words["Number"].Value,
                "state" or "outcome" => words["State"].Value,
                "scope" => words["What it is about"].Value,
                "version" => words["Version"].Value,
                "language" => words["Language"].Value,
                "decision" or "choice" => words["Decision"].Value,
                "wording" => words["With the words"].Value,
                "ipAddress" => words["From the IP address"].Value,
                "userAgent" => words["Your browser"].Value,
                "browser" => words["Browser"].Value,
                "email" => words["Email"].Value,
                "passkeys" => words["Passkeys"].Value,
                "sessions" => words["Where you are signed in"].Value,
                "clause" => words["Clause"].Value,
                "recipient" => words["For"].Value,
                "category" or "categories" or "kind" => words["Kind of data"].Value,
                "label" or "name" => words["Name"].Value,
                "interviewAt" => words["Interview"].Value,
                "jobLocation" or "jobLocations" => words["Where the job is"].Value,
                "text" or "notice" => words["Text"].Value,
                "ground" or "refusalGround" => words["Ground"].Value,
                "lawName" or "citation" or "refusalCitation" => words["Law"].Value,
                "deadlineExplanation" => words["How the date was worked out"].Value,
                "extensionReason" => words["Why the answer takes longer"].Value,
                "refusalReason" => words["Why we refused"].Value,
                "nextStep" => words["If you disagree"].Value,
                "note" => words["Explanation"].Value,
                "answer" or "reasons" => words["Answer"].Value,
                "subject" => words["Subject"].Value,
                "role" or "from" => words["Who"].Value,
                "viewed" => words["What was viewed"].Value,
                "reason" => words["Reason given"].Value,
                "channel" => words["How it came"].Value,
                "agent" => words["Agent"].Value,
                "residence" => words["Where you lived"].Value,
                "parties" => words["Parties"].Value,
                "party" => words["Party"].Value,
                "notes" => words["Notes"].Value,
                "messages" => words["Messages"].Value,
                "legalHolds" => words["Legal holds"].Value,
                "newCopies" => words["New copies of your data"].Value,
                "remedies" => words["Complaints and appeals"].Value,
                _ => null,
            };

        /// <summary>A value as people read it: dates in their zone, kinds of data and languages by name.</summary>
        public string DescribeValue(string name, JsonNode value, DisplayFormatter shown)
        {
            if (value is JsonArray several)
            {
                return string.Join(
                    name is "deadlineExplanation" ? "\n" : words[", "],
                    several.Select(one => words.DescribeValue(name, one!, shown))
                );
            }

            if (value.GetValueKind() is not JsonValueKind.String)
                return value.ToJsonString();
            var text = value.GetValue<string>();
            if (IsInstant(text, out var at))
                return shown.DateAndTime(at);
            if (IsoDay.TryParse(text, out var day))
                return shown.Date(day);
            return name switch
            {
                "category" or "categories" when KebabCase.TryParse<DataCategory>(text, out var category) =>
                    words.Describe(category),
                "language" => PortalLanguage.Find(text)?.Name ?? text,
                _ => text,
            };
        }
    }

    /// <summary>Whether a value within a list says by itself what it is, so that its name is not written before it.</summary>
    public static bool IsPlain(string name) =>
        name
            is "party"
                or "state"
                or "at"
                or "sentAt"
                or "receivedAt"
                or "text"
                or "kind"
                or "outcome"
                or "from"
                or "name"
                or "browser";

    private static bool IsInstant(string text, out DateTimeOffset at) =>
        DateTimeOffset.TryParseExact(
            text,
            "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out at
        );
}
