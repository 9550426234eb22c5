using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.Copies;

/// <summary>What has become of copies, in words.</summary>
public static class CopyTexts
{
    /// <summary>How a status is marked.</summary>
    public static StatusKind GetTone(CopyState state) =>
        state switch
        {
            // Kept is an answer: nothing is awaited any more.
            CopyState.Held or CopyState.Kept or CopyState.Irreversible => StatusKind.Neutral,
            CopyState.Asked => StatusKind.Pending,
            CopyState.Erased or CopyState.NothingHeld => StatusKind.Success,
            CopyState.Refused or CopyState.NotAsked => StatusKind.Error,
        };

    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>"Erased 2 July", "Kept until 1 March 2028": one copy, or all of them alike.</summary>
        public string Describe(CopyStatus copy, DisplayFormatter shown)
        {
            var at = copy.At is { } moment ? shown.ShortDate(moment) : "";
            return copy.State switch
            {
                CopyState.Held => words["Has your data"],
                CopyState.Asked => words["Asked to erase, {0}", at],
                CopyState.Erased => words["Erased {0}", at],
                CopyState.NothingHeld => words["Held nothing, {0}", at],
                CopyState.Kept when copy.Until is { } until => words["Kept until {0}", shown.Date(until)],
                CopyState.Kept => words["Kept, answered {0}", at],
                CopyState.Irreversible => words["Cannot be undone, answered {0}", at],
                CopyState.Refused => words["Refused to erase, {0}", at],
                CopyState.NotAsked => words["JoinArena refused to ask for erasure, {0}", at],
            };
        }

        /// <summary>"2 copies erased, last 2 July": some of several copies.</summary>
        public string Describe(CopyCount count, DisplayFormatter shown)
        {
            var at = count.Status.At is { } moment ? shown.ShortDate(moment) : "";
            return count.Status.State switch
            {
                CopyState.Held => words.Plural(count.Copies, "Has 1 copy", "Has {0} copies"),
                CopyState.Asked => words.Plural(
                    count.Copies,
                    "Asked to erase 1 copy, {1}",
                    "Asked to erase {0} copies, last {1}",
                    at
                ),
                CopyState.Erased => words.Plural(count.Copies, "1 copy erased, {1}", "{0} copies erased, last {1}", at),
                CopyState.NothingHeld => words.Plural(
                    count.Copies,
                    "Said it did not have 1 copy, {1}",
                    "Said it did not have {0} copies, last {1}",
                    at
                ),
                CopyState.Kept when count.Status.Until is { } until => words.Plural(
                    count.Copies,
                    "1 copy kept until {1}",
                    "{0} copies kept, the last until {1}",
                    shown.Date(until)
                ),
                CopyState.Kept => words.Plural(count.Copies, "1 copy kept, {1}", "{0} copies kept, last {1}", at),
                CopyState.Irreversible => words.Plural(
                    count.Copies,
                    "Use of 1 copy cannot be undone, {1}",
                    "Use of {0} copies cannot be undone, last {1}",
                    at
                ),
                CopyState.Refused => words.Plural(
                    count.Copies,
                    "Refused to erase 1 copy, {1}",
                    "Refused to erase {0} copies, last {1}",
                    at
                ),
                CopyState.NotAsked => words.Plural(
                    count.Copies,
                    "JoinArena refused to ask for erasure of 1 copy, {1}",
                    "JoinArena refused to ask for erasure of {0} copies, last {1}",
                    at
                ),
            };
        }
    }
}
