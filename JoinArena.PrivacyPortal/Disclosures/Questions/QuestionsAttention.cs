using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.Questions;

/// <summary>"2 workers wait for an answer." on the team's start page.</summary>
internal sealed class QuestionsAttention(QuestionDesk desk, IStringLocalizer<Words> words) : IAttention
{
    public async Task<Attention?> For(ClaimsPrincipal reader, CancellationToken ct)
    {
        if (!reader.IsStaff || await desk.WaitingAsync(ct) is not (> 0 and var waiting)) return null;
        var sentence = words.Count(waiting, "1 question waits for an answer.", "{0} questions wait for an answer.");
        return new(20, sentence) { Cards = [new(words["Questions"], sentence, "/staff/questions", words["Answer them"], Tone.Wait)] };
    }
}
