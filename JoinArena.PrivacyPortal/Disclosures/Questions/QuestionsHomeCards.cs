using System.Security.Claims;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Shell;
using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Disclosures.Questions;

/// <summary>"2 questions wait for an answer." on the team's home page.</summary>
internal sealed class QuestionsHomeCards(QuestionService questions, IStringLocalizer<SharedResource> words)
    : IHomeCardSource
{
    public IEnumerable<string> Subjects => [QuestionService.ChangeSubject];

    public async Task<HomeCardGroup?> GetCardGroupAsync(ClaimsPrincipal reader, CancellationToken ct)
    {
        if (!reader.IsStaff || await questions.CountOpenAsync(ct) is not (> 0 and var waiting))
            return null;
        var sentence = words.Plural(waiting, "1 question waits for an answer.", "{0} questions wait for an answer.");
        return new(20, sentence)
        {
            Cards =
            [
                new(words["Questions"], sentence, "/staff/questions", words["See the questions"], StatusKind.Pending)
                {
                    Count = waiting,
                },
            ],
        };
    }
}
