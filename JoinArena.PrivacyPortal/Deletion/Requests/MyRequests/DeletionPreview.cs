using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <summary>What would happen if the worker went on, from the data as it is now.</summary>
/// <param name="Number">The request's.</param>
/// <param name="State">Where it stands; only a submitted one can be gone on with.</param>
/// <param name="Scope">What is to be erased.</param>
/// <param name="Parties">Who would be told, and what each has.</param>
/// <param name="Deadlines">By when an answer would be expected.</param>
/// <param name="Grounds">On what grounds a party there may keep something.</param>
/// <param name="HoldReasons">Why something has to be kept as evidence now, in the words of each legal hold.</param>
/// <param name="CoolingOff">How long it could be taken back.</param>
public sealed record DeletionPreview(
    string Number,
    RequestState State,
    DeletionScope Scope,
    IReadOnlyList<PartyHoldings> Parties,
    ResponseDeadlines Deadlines,
    IReadOnlyList<Ground> Grounds,
    IReadOnlyList<string> HoldReasons,
    TimeSpan CoolingOff
)
{
    /// <summary>The name of the party or interview, where the scope is one.</summary>
    public string? ScopeName { get; init; }

    /// <summary>Why, if they said.</summary>
    public string? Reason { get; init; }

    /// <summary>When all of this was read.</summary>
    public DateTimeOffset ReadAt { get; init; }

    /// <summary>The earlier request it replaces or adds to.</summary>
    public LinkedRequest? Linked { get; init; }

    /// <summary>What parties have answered before that they keep: it is theirs to keep until then.</summary>
    public IReadOnlyList<KeptByParty> Retained { get; init; } = [];

    /// <summary>What is known of the data sets it went into, and of the models trained with them.</summary>
    public IReadOnlyList<TrainingDataSet> TrainingDataSets { get; init; } = [];

    /// <summary>Parties whose models have learned from it: that cannot be taken out again.</summary>
    public IEnumerable<PartyHoldings> ModelTrainingParties => Parties.Where(p => p.Kind is PartyKind.ModelTraining);

    /// <summary>Companies that consider the worker now with what they have.</summary>
    public IEnumerable<PartyHoldings> HiringCompanies => Parties.Where(p => p.Kind is PartyKind.HiringCompany);
}

/// <summary>What a party has answered that it keeps.</summary>
/// <param name="Number">The request it answered.</param>
/// <param name="Until">The last day.</param>
public sealed record KeptByParty(string PartyName, string Number, Ground? Ground, DateOnly Until);
