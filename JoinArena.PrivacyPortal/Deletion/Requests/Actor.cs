namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>What the one who acts is to the request.</summary>
public enum ActorKind
{
    Worker,

    /// <summary>A member of the privacy team; only staff see the name.</summary>
    Officer,

    /// <summary>The party, over the API.</summary>
    Party,

    /// <summary>The portal, when something was due.</summary>
    Portal,
}

/// <summary>Who acts on a request, and under what name.</summary>
/// <param name="Name">An officer's sign-in or an API key's name.</param>
public sealed record Actor(ActorKind Kind, string? Name = null)
{
    public static readonly Actor Worker = new(ActorKind.Worker);
    public static readonly Actor Portal = new(ActorKind.Portal);

    public static Actor Officer(string name) => new(ActorKind.Officer, name);

    public static Actor Party(string key) => new(ActorKind.Party, key);
}
