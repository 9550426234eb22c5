using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using JoinArena.PrivacyPortal.Data;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Ledger;

/// <summary>Something that happened to a person's data. Each slice declares its own as small records of strings, integers, booleans, enums and lists.</summary>
/// <param name="Kind">What happened, in kebab-case.</param>
/// <param name="Subject">JoinArena's id of the worker it is about.</param>
/// <param name="At">When.</param>
public abstract record LedgerEvent(string Kind, string Subject, DateTimeOffset At);

/// <summary>Adds events to the unit of work, so that the trail is committed with what it tells, or not at all.</summary>
public readonly struct LedgerTrail(PortalDbContext db)
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower), new InstantAsIso() },
    };

    /// <summary>Adds the event's record and leaf.</summary>
    /// <returns>The record's id.</returns>
    public async Task<Guid> AppendAsync(LedgerEvent happened, CancellationToken ct)
    {
        var key = await KeyAsync(happened.Subject, ct);
        var (id, record) = (Guid.CreateVersion7(), CanonicalJson.Write(JsonSerializer.SerializeToNode(happened, happened.GetType(), s_json)!));
        db.LedgerEntries.Add(new LedgerEntry
        {
            Id = id,
            Subject = happened.Subject,
            Record = record,
            Leaf = Commitment.Leaf(Commitment.Of(Commitment.Salt(key.Key, id), record)),
        });
        return id;
    }

    private async Task<SubjectKey> KeyAsync(string subject, CancellationToken ct)
    {
        if (await db.SubjectKeys.FindAsync([subject], ct) is { } known) return known;

        // Two first events of one person may race: the key that is there first is everyone's. A key without events would harm nobody.
        var fresh = RandomNumberGenerator.GetBytes(32);
        await db.ExecuteAsync($"""INSERT INTO "SubjectKeys" ("Subject", "Key") VALUES ({subject}, {fresh}) ON CONFLICT ("Subject") DO NOTHING""", ct);
        return await db.SubjectKeys.SingleAsync(k => k.Subject == subject, ct);
    }

    private sealed class InstantAsIso : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToIso());
    }
}
