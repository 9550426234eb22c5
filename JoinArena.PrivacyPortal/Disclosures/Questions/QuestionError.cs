namespace JoinArena.PrivacyPortal.Disclosures.Questions;

/// <summary>Why a question or an answer was not taken.</summary>
public enum QuestionError
{
    NotFound,
    Empty,
    TooLong,

    /// <summary>The worker already has the most questions that may wait.</summary>
    TooMany,

    /// <summary>Another officer has answered it.</summary>
    Answered,
}
