namespace JoinArena.PrivacyPortal.Deletion;

/// <summary>What would happen if the worker went on, from the data as it is now.</summary>
/// <param name="Number">The request's.</param>
/// <param name="State">Where it stands; only a submitted one can be gone on with.</param>
/// <param name="Scope">What is to be erased.</param>
/// <param name="Parties">Who would be told, and what each has.</param>
/// <param name="Deadlines">By when an answer would be expected.</param>
/// <param name="Grounds">On what grounds a party there may keep something.</param>
/// <param name="Held">Why something has to be kept as evidence now, in the words of each legal hold.</param>
/// <param name="CoolingOff">How long it could be taken back.</param>
public sealed record DeletionPreview(
    string Number, RequestState State, DeletionScope Scope, IReadOnlyList<HeldByParty> Parties, Deadlines Deadlines, IReadOnlyList<Ground> Grounds, IReadOnlyList<string> Held, TimeSpan CoolingOff)
{
    /// <summary>Parties whose models have learned from it: that cannot be taken out again.</summary>
    public IEnumerable<HeldByParty> Trained => Parties.Where(p => p.Kind is Policies.PartyKind.ModelTraining);
}
