using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.Intake.Bulk;

namespace JoinArena.PrivacyPortal.Disclosures.Intake;

/// <summary>
/// Decides whether a report is accepted, from what the database holds and what its group has added so far. Changes
/// neither.
/// </summary>
internal static class ReportAdmission
{
    public static IntakeResult Decide(Report report, IntakeLookup lookup, IntakeBatch batch)
    {
        if (batch.Accepted.TryGetValue(report.Reference, out var earlier))
            return CompareWith(earlier.ContentHash, report);
        if (lookup.StoredEvents.TryGetValue(report.Reference, out var storedHash))
            return CompareWith(storedHash, report);

        var unannounced = FindUnannounced(report, lookup);
        var contradictions = FindContradictions(report, lookup, batch);
        if (contradictions is not null)
            return IntakeResult.Rejected([.. unannounced ?? [], .. contradictions]);
        return unannounced is null ? IntakeResult.Accepted : IntakeResult.NotAnnounced(unannounced);
    }

    private static IntakeResult CompareWith(byte[]? acceptedHash, Report report) =>
        acceptedHash is null || acceptedHash.AsSpan().SequenceEqual(report.ContentHash)
            ? IntakeResult.Duplicate
            : IntakeResult.Conflict;

    /// <returns>Null when everything the report names has been announced.</returns>
    private static List<FieldError>? FindUnannounced(Report report, IntakeLookup lookup)
    {
        List<FieldError>? errors = null;
        if (!lookup.WorkerKeys.ContainsKey(report.WorkerId))
        {
            (errors ??= []).Add(
                new(
                    "/data/workerId",
                    "No such worker. Announce them with PUT /api/v1/workers/{workerId}, then send this event again."
                )
            );
        }

        if (report is DisclosureReport disclosure && !lookup.Parties.ContainsKey(disclosure.PartyId))
        {
            (errors ??= []).Add(
                new(
                    "/data/partyId",
                    "No such party. Announce it with PUT /api/v1/parties/{partyId}, then send this event again."
                )
            );
        }

        return errors;
    }

    /// <returns>Null when the report contradicts nothing that is known.</returns>
    private static List<FieldError>? FindContradictions(Report report, IntakeLookup lookup, IntakeBatch batch)
    {
        List<FieldError>? errors = null;
        if (report is DisclosureReport disclosure)
        {
            for (var i = 0; i < disclosure.Items.Count; i++)
            {
                var item = disclosure.Items[i];
                var known = batch.FindCategory(disclosure.WorkerId, item.Id, lookup);
                if (known is null || known == item.Category)
                    continue;
                var name = known.Value.ToKebabCase();
                (errors ??= []).Add(new($"/data/items/{i}/category", $"This item is already known as {name}."));
            }
        }

        if (report.Amends is { } amends && IsAmendment(amends.Target, report, lookup, batch))
        {
            (errors ??= []).Add(
                new("/data/refersTo", "Refer to the event that was reported first, not to an amendment of it.")
            );
        }

        return errors;
    }

    private static bool IsAmendment(EventRef target, Report report, IntakeLookup lookup, IntakeBatch batch) =>
        target == report.Reference
        || lookup.StoredAmendments.Contains(target)
        || (batch.Accepted.TryGetValue(target, out var earlier) && earlier.Amends is not null);
}
