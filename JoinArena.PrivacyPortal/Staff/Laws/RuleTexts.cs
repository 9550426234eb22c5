using System.Globalization;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Jurisdictions.Counting;
using JoinArena.PrivacyPortal.Jurisdictions.Sources;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Staff.Laws;

/// <summary>The rule files in words, for counsel.</summary>
internal static class RuleTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>How a rule was learned: "Not read".</summary>
        public string Describe(HowLearned learned) =>
            learned switch
            {
                HowLearned.Read => words["Read"],
                HowLearned.Secondary => words["From an account"],
                HowLearned.Remembered => words["Not read"],
            };

        /// <summary>What that means for who works by the rule.</summary>
        public string Explain(HowLearned learned) =>
            learned switch
            {
                HowLearned.Read => words["The text at the source was read when this file was written."],
                HowLearned.Secondary => words[
                    "What others write about it was read, and not its own text. Check the text before you rely on a detail."
                ],
                HowLearned.Remembered => words[
                    "No one has compared this file with its source. The portal works by it all the same: check what you rely on."
                ],
            };

        /// <summary>What a ground allows: "to keep".</summary>
        public string Describe(GroundUse use) =>
            use switch
            {
                GroundUse.Keeping => words["to keep data"],
                GroundUse.Refusing => words["to refuse the request"],
            };

        /// <summary>What asking for proof of identity does to the period.</summary>
        public string Describe(IdentityEffect effect) =>
            effect switch
            {
                IdentityEffect.None => words["The period runs on."],
                IdentityEffect.Pauses => words["The days until the proof comes do not count."],
                IdentityEffect.Restarts => words["The period starts when the proof comes."],
            };

        /// <summary>Since when and until when a law binds, or that it is a promise.</summary>
        public string DescribeBinding(Law law, DisplayFormatter format) =>
            law switch
            {
                { Basis: LawBasis.Voluntary } => words[
                    "We know of no law that sets these periods for our workers’ deletion requests. We keep them as a promise."
                ],
                { BindingFrom: { } from, BindingUntil: { } until } => words[
                    "Binds from {0} until {1}.",
                    format.Date(from),
                    format.Date(until)
                ],
                { BindingFrom: { } from } => words["Binds from {0}.", format.Date(from)],
                { BindingUntil: { } until } => words["Binds until {0}.", format.Date(until)],
                _ => words["Binds."],
            };

        /// <summary>How long a period is: "10 business days".</summary>
        public string DescribeLength(Period period) =>
            period.Unit switch
            {
                PeriodUnit.Months => words.Plural(period.Length, "1 month", "{0} months"),
                PeriodUnit.CalendarDays => words.Plural(period.Length, "1 day", "{0} days"),
                PeriodUnit.BusinessDays => words.Plural(period.Length, "1 business day", "{0} business days"),
            };

        /// <summary>How long the record of a request is kept: "24 months from its end, or from …".</summary>
        public string DescribeKept(Period period) =>
            words[
                "{0} from the end of the request, or from the last day on which a party may keep something",
                words.DescribeLength(period)
            ];

        /// <summary>Each place by name and code: "Austria (AT), Belgium (BE)".</summary>
        public string NamePlaces(IEnumerable<Jurisdiction> places) =>
            string.Join(", ", places.Select(p => words["{0} ({1})", p.ListedName, p.Code].Value));

        /// <summary>The days of a place's weekend in their order: "Saturday and Sunday".</summary>
        public string DescribeWeekend(Jurisdiction place, DisplayFormatter format) =>
            format.List(
                place
                    .Weekend.Days.OrderBy(d => d is DayOfWeek.Sunday ? 7 : (int)d)
                    .Select(d => CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(d))
            );
    }

    extension(Jurisdiction place)
    {
        /// <summary>The place's name as a list has it: "Netherlands", where a sentence says "the Netherlands".</summary>
        public string ListedName =>
            place.Name.StartsWith("the ", StringComparison.Ordinal) ? place.Name["the ".Length..] : place.Name;
    }

    extension(HowLearned learned)
    {
        /// <summary>The colour of the tag.</summary>
        public StatusKind Status =>
            learned switch
            {
                HowLearned.Read => StatusKind.Success,
                HowLearned.Secondary => StatusKind.Pending,
                HowLearned.Remembered => StatusKind.Error,
            };
    }
}
