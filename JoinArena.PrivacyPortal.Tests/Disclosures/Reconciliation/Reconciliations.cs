using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Casework.Holds;
using JoinArena.PrivacyPortal.Deletion.Certificates;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Disclosures.AccessLog;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Disclosures.Questions;
using JoinArena.PrivacyPortal.Disclosures.Reconciliation;
using JoinArena.PrivacyPortal.Ledger.Records;
using JoinArena.PrivacyPortal.Parties;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Reconciliation;

/// <summary>The reconciliation of a database without a portal.</summary>
internal static class Reconciliations
{
    /// <summary>With every kind of record.</summary>
    public static ReconciliationService Create(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock) =>
        new(contexts, CreateRecordCheck(), clock);

    /// <summary>The comparison of every kind of row with its records.</summary>
    public static RecordedRowCheck CreateRecordCheck() =>
        new([
            new RecordedAcceptances(),
            new RecordedPartyChanges(),
            new RecordedDisclosures(),
            new RecordedRetractions(),
            new RecordedReassessments(),
            new RecordedQuestions(),
            new RecordedStaffViews(),
            new RecordedEmailChanges(),
            new RecordedRequests(),
            new RecordedCertificates(),
            new RecordedHolds(),
        ]);
}
