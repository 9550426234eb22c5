namespace JoinArena.PrivacyPortal.Deletion.Requests.Tasks;

/// <summary>How a party's part ended. The names are those of the ends in <see cref="TaskState"/>.</summary>
public enum TaskOutcome
{
    Erased,
    NothingHeld,
    Retained,
    Irreversible,
    Refused,
}
