using JoinArena.PrivacyPortal.Ledger.Records;

namespace JoinArena.PrivacyPortal.Disclosures.Questions;

/// <summary>Questions and their answers, to be compared with the ledger's records of them.</summary>
internal sealed class RecordedQuestions : RecordedRowSource<Question>
{
    public override string Kind => "question";

    protected override IEnumerable<RecordedRow> Describe(Question row)
    {
        var name = $"{row.WorkerId} {row.Id}";
        var asked = new QuestionAsked(row.WorkerId, row.AskedAt, row.Id, row.DisclosureId);
        yield return RecordedRow.FromEvent(row.Id, name, asked);
        if (row.AnswerEntryId is not { } answer)
            yield break;
        var answered = new QuestionAnswered(row.WorkerId, row.AnsweredAt!.Value, row.Id, row.DisclosureId);
        yield return RecordedRow.FromEvent(answer, name, answered);
    }
}
