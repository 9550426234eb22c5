using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.Coverage;

/// <summary>"3 kinds of disclosures fall under no clause." on the team's start page.</summary>
internal sealed class UncoveredAttention(UncoveredDesk desk, IStringLocalizer<Words> words) : IAttention
{
    public async Task<Attention?> For(ClaimsPrincipal reader, CancellationToken ct)
    {
        if (!reader.IsStaff || await desk.OpenAsync(ct) is not { Open: > 0 and var open, Again: var again }) return null;
        var sentence = words.Count(open, "1 kind of disclosure falls under no clause.", "{0} kinds of disclosures fall under no clause.");
        var text = again == 0 ? sentence : $"{sentence} {words.Count(again, "1 of them had been fixed, and goes on.", "{0} of them had been fixed, and go on.")}";
        return new(30, sentence) { Cards = [new(words["Not covered"], text, "/staff/uncovered", words["Look into them"], again > 0 ? Tone.Bad : Tone.Wait)] };
    }
}

/// <summary>Cases in words.</summary>
public static class UncoveredCaseWords
{
    extension(IStringLocalizer<Words> words)
    {
        /// <summary>"Open", "Explained", "Fixed"</summary>
        public string Of(CaseState state) => state switch
        {
            CaseState.Open => words["Open"],
            CaseState.Explained => words["Explained"],
            CaseState.Fixed => words["Fixed"],
        };

        /// <summary>How it stands in one word, or two.</summary>
        public string Stands(UncoveredCase of) => of.ReopenedAt is null ? words.Of(of.State) : words["Open again"];

        /// <summary>What happened to a case.</summary>
        public string Of(CaseEventKind kind) => kind switch
        {
            CaseEventKind.Found => words["The first of these was seen."],
            CaseEventKind.Decided => words["Changed"],
            CaseEventKind.Reopened => words["It had been fixed, and another came: open again."],
            CaseEventKind.Merged => words["Its party was found to be the same as another. Their cases are one now."],
        };
    }

    /// <summary>How pressing it is.</summary>
    public static Tone ToneOf(UncoveredCase of) => of switch
    {
        { ReopenedAt: not null } => Tone.Bad,
        { State: CaseState.Open } => Tone.Wait,
        { State: CaseState.Explained } => Tone.Neutral,
        _ => Tone.Good,
    };
}
