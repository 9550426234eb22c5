using JoinArena.PrivacyPortal.Deletion.Requests.MyRequests.TrainingData;
using JoinArena.PrivacyPortal.Deletion.Requests.Scope;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Jurisdictions;
using JoinArena.PrivacyPortal.Policies;

namespace JoinArena.PrivacyPortal.Deletion.Requests.MyRequests;

/// <summary>What will happen if the worker confirms the request, based on the data as it is now.</summary>
/// <param name="State">Only a submitted request can be confirmed.</param>
/// <param name="Scope">What the worker wants erased.</param>
/// <param name="Parties">The parties that would be notified, and what each holds.</param>
/// <param name="Deadlines">The deadlines that would apply.</param>
/// <param name="Grounds">The legal grounds on which a party may keep data where the worker lives.</param>
/// <param name="HoldReasons">The reason of each legal hold in place.</param>
/// <param name="CoolingOff">How long the worker could withdraw it.</param>
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
    /// <summary>The name of the party or interview, if the scope is one.</summary>
    public ScopeName? ScopeName { get; init; }

    /// <summary>Why the worker asks, if they said.</summary>
    public string? Reason { get; init; }

    /// <summary>When the preview was read from the database.</summary>
    public DateTimeOffset ReadAt { get; init; }

    /// <summary>The earlier request it replaces or adds to.</summary>
    public LinkedRequest? Linked { get; init; }

    /// <summary>What earlier requests left at the parties, by their last answers.</summary>
    public IReadOnlyList<EarlierAnswer> EarlierAnswers { get; init; } = [];

    /// <summary>Data that parties keep until a date by their answers to earlier requests.</summary>
    public IEnumerable<EarlierAnswer> Retained => EarlierAnswers.Where(a => a.State is TaskState.Retained);

    /// <summary>Data that stayed without a date: it was refused, or what was done with it cannot be undone.</summary>
    public IEnumerable<EarlierAnswer> NotErased => EarlierAnswers.Where(a => a.State is not TaskState.Retained);

    /// <summary>The data sets that include the data, as far as they were reported.</summary>
    public IReadOnlyList<TrainingDataSet> TrainingDataSets { get; init; } = [];

    /// <summary>
    /// Parties that train models, each once; what a model has learned cannot be erased. A party that another request already
    /// asks for some of the data is among the parties twice.
    /// </summary>
    public IEnumerable<PartyHoldings> ModelTrainingParties =>
        Parties.Where(p => p.Kind is PartyKind.ModelTraining).DistinctBy(p => p.PartyId);

    /// <summary>Whether something of the data stays for now, at a party, as evidence or in what a model has learned.</summary>
    public bool KeepsAnything => Retained.Any() || HoldReasons.Count > 0 || ModelTrainingParties.Any();

    /// <summary>
    /// Companies that may be considering the worker now, each once with what only this request asks it for: what another
    /// request already asks for is lost without this one.
    /// </summary>
    public IEnumerable<PartyHoldings> HiringCompanies =>
        Parties.Where(p => p is { Kind: PartyKind.HiringCompany, FollowsTaskId: null });
}
