using System.Text;
using System.Text.Json;

namespace JoinArena.PrivacyPortal.Ledger.Records;

/// <summary>A row as it is stored now, and how the ledger's record of it must read.</summary>
/// <param name="EntryId">The id of the entry that holds the record.</param>
/// <param name="Name">What people know the row by, such as <c>w-1042 1.0</c> or <c>DR-2026-000123</c>.</param>
/// <param name="IsRecorded">Whether a record, which is canonical JSON, says the same as the row.</param>
public sealed record RecordedRow(Guid EntryId, string Name, Func<string, bool> IsRecorded)
{
    /// <summary>A row from which the whole event can be made again: the record must be that event.</summary>
    public static RecordedRow FromEvent(Guid entryId, string name, LedgerEvent ledgerEvent)
    {
        var expected = Encoding.UTF8.GetString(RecordSerializer.Serialize(ledgerEvent));
        return new(entryId, name, record => string.Equals(record, expected, StringComparison.Ordinal));
    }

    /// <summary>A row that repeats a part of its record: these members must have these texts.</summary>
    /// <param name="members">The names of members with their texts; null where the record has no such member.</param>
    /// <param name="isParty">
    /// Whether the party that the record names, null for none, is the row's; null if the row has none to compare.
    /// </param>
    public static RecordedRow FromMembers(
        Guid entryId,
        string name,
        IReadOnlyDictionary<string, string?> members,
        Func<string?, bool>? isParty = null
    ) => new(entryId, name, record => HasMembers(record, members, isParty));

    private static bool HasMembers(
        string record,
        IReadOnlyDictionary<string, string?> members,
        Func<string?, bool>? isParty
    )
    {
        using var json = JsonDocument.Parse(record);
        var root = json.RootElement;
        var party = root.TryGetProperty("party", out var named) ? named.GetString() : null;
        return isParty?.Invoke(party) is not false
            && members.All(member =>
                root.TryGetProperty(member.Key, out var value)
                    ? value.ValueKind is JsonValueKind.String && value.ValueEquals(member.Value)
                    : member.Value is null
            );
    }
}
