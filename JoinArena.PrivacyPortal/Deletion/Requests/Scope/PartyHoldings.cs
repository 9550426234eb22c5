using System.Linq.Expressions;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Shell;

namespace JoinArena.PrivacyPortal.Deletion.Requests.Scope;

/// <summary>
/// What one party was sent within a scope and has not erased, and how we reach it. A party that only gave us data
/// holds nothing.
/// </summary>
/// <param name="FollowsTaskId">
/// The open task of another request that already asks the party for the same items.
/// </param>
public sealed partial record PartyHoldings(
    string PartyId,
    string Name,
    PartyKind Kind,
    string? Contact,
    ConnectorType Connector,
    IReadOnlyList<TaskItem> Items,
    Guid? FollowsTaskId = null
)
{
    /// <summary>The kinds of data, in the vocabulary's order.</summary>
    public IReadOnlyList<DataCategory> Categories => [.. Items.Select(i => i.Category).Distinct().Order()];

    /// <summary>The number of that other request; null if there is none.</summary>
    public string? FollowsNumber { get; init; }

    /// <summary>Since when the party has had some of it; null if some was erased and sent again.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether the portal notifies the party by email. A contact may also be a web address.</summary>
    public bool IsNotifiedByEmail => Connector is ConnectorType.Email && IsNotifiedByPortal;

    /// <summary>Whether the portal notifies the party, and not a person.</summary>
    public bool IsNotifiedByPortal => CanPortalNotify(Connector, Kind, Contact, Items.Count);

    /// <inheritdoc cref="IsNotifiedByPortal"/>
    public static bool CanPortalNotify(ConnectorType connector, PartyKind kind, string? contact, int items) =>
        connector switch
        {
            ConnectorType.Webhook or ConnectorType.Http => true,
            ConnectorType.Email => EmailAddress.IsValid(contact),
            // The portal can erase its own rows, and nothing in JoinArena's other systems.
            ConnectorType.Internal => kind is PartyKind.JoinarenaSystem && items > 0,
            ConnectorType.Manual => false,
        };

    /// <summary>
    /// Whether a person notifies the party of a request in progress now, if nothing keeps them from it: the portal cannot,
    /// or has failed to, and no other request notifies it. Databases answer it too, hence the contact: an email address or
    /// a web address.
    /// </summary>
    internal static Expression<Func<ErasureTask, bool>> IsNotifiedByHand { get; } =
        t =>
            t.FollowsTaskId == null
            && (
                t.State == TaskState.Failed
                || (
                    t.State == TaskState.Pending
                    && (
                        t.Connector == ConnectorType.Manual
                        || (t.Connector == ConnectorType.Email && (t.Contact == null || t.Contact.Contains("://")))
                        || (
                            t.Connector == ConnectorType.Internal
                            && (t.PartyKind != PartyKind.JoinarenaSystem || !t.Items.Any())
                        )
                    )
                )
            );

    /// <summary>Whether the portal reminds such a party, and not a person: an API takes no reminder.</summary>
    public static bool CanPortalRemind(ConnectorType connector, string? contact) =>
        connector is ConnectorType.Webhook || (connector is ConnectorType.Email && EmailAddress.IsValid(contact));
}
