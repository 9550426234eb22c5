using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Access.SecurityEvents;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Staff.Activity;

/// <summary>What an event of the audit trail was about, in words: a role, a way to sign in, a page.</summary>
internal static class ActivityDetailTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>What it was about; null if that is not recorded.</summary>
        public string? DescribeDetail(SecurityEvent happened) =>
            happened switch
            {
                { Detail: null } => null,
                { Kind: SecurityEventKind.PageRefused, Detail: { } pattern } => words.DescribePage(pattern),
                { Kind: SecurityEventKind.InputRefused, Detail: { } input } => words.DescribeInput(input),
                { Detail: { } other } => words.DescribeRole(other) ?? words.DescribeMethod(other) ?? other,
            };

        /// <summary>
        /// The page at an address. Pages for some roles of the team have a name of their own, since a member of the team
        /// is refused at those alone.
        /// </summary>
        /// <param name="pattern">The pattern of the address: <c>/staff/requests/{Number}/refuse</c>.</param>
        public string DescribePage(string pattern) =>
            pattern switch
            {
                "/staff/audit" => words["Audit"],
                "/staff/first-steps" => words["First steps"],
                "/staff/keys" => words["API keys"],
                "/staff/parties/{Id}/merge" => words["Merge two parties"],
                "/staff/people" => words["People"],
                "/staff/requests/enter" => words["Enter a request"],
                "/staff/requests/{Number}/extend" => words["Extend the deadline of a request"],
                "/staff/requests/{Number}/hold" => words["Place a request on legal hold"],
                "/staff/requests/{Number}/identity" => words["Check the identity behind a request"],
                "/staff/requests/{Number}/refuse" => words["Refuse a request"],
                "/staff/requests/{Number}/residence" => words["Correct the residence for a request"],
                _ when pattern.StartsWith("/staff", StringComparison.Ordinal) => words["A page of the privacy team"],
                _ => words["A page for workers"],
            };

        private string? DescribeRole(string detail) =>
            detail switch
            {
                Roles.Officer => words["Officer"].Value,
                Roles.Auditor => words["Auditor"].Value,
                Roles.Administrator => words["Administrator"].Value,
                Roles.Worker => words["Worker"].Value,
                _ => null,
            };

        private string? DescribeMethod(string detail) =>
            detail switch
            {
                SignInClaims.Password => words["Password"].Value,
                SignInClaims.OneTimeCode => words["Code"].Value,
                SignInClaims.Passkey => words["Passkey"].Value,
                SignInClaims.SeveralFactors => words["Two steps"].Value,
                SignInClaims.Provider => words["JoinArena sign-in"].Value,
                SignInClaims.ProviderFactor => words["JoinArena sign-in with two steps"].Value,
                _ when detail.StartsWith($"{SignInClaims.Provider}: ", StringComparison.Ordinal) => words[
                    "JoinArena sign-in: {0}",
                    detail[(SignInClaims.Provider.Length + 2)..].Replace('-', ' ')
                ].Value,
                _ => null,
            };

        // "form-token", or "limit, 3 more before" where only one in a minute has a line.
        private string DescribeInput(string detail)
        {
            var parts = detail.Split(", ", 2);
            if (!KebabCase.TryParse(parts[0], out RefusedInput refused))
                return detail;
            var what = words.Describe(refused);
            return parts.Length == 1 ? what : words["{0} ({1})", what, parts[1]];
        }

        private string Describe(RefusedInput refused) =>
            refused switch
            {
                RefusedInput.FormToken => words["A form without its page’s token, or with an old one"],
                RefusedInput.Character => words["A form with characters that are not allowed"],
                RefusedInput.MediaType => words["Something other than a form, sent to a page"],
                RefusedInput.Host => words["A request for another host"],
                RefusedInput.Origin => words["A live connection from another site"],
                RefusedInput.Limit => words["Too many requests"],
                RefusedInput.ApiKey => words["An API key that was never made"],
            };
    }
}
