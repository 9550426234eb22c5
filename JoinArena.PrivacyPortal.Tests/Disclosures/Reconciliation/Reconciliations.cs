using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Disclosures.AccessLog;
using JoinArena.PrivacyPortal.Disclosures.Coverage;
using JoinArena.PrivacyPortal.Disclosures.Questions;
using JoinArena.PrivacyPortal.Disclosures.Reconciliation;
using JoinArena.PrivacyPortal.Ledger.Records;
using Microsoft.EntityFrameworkCore;

namespace JoinArena.PrivacyPortal.Tests.Disclosures.Reconciliation;

/// <summary>The reconciliation of a database without a portal.</summary>
internal static class Reconciliations
{
    /// <summary>With the records of acceptances and of everything about disclosures.</summary>
    public static ReconciliationService Create(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock) =>
        new(
            contexts,
            new RecordedRowCheck([
                new RecordedAcceptances(),
                new RecordedDisclosures(),
                new RecordedRetractions(),
                new RecordedReassessments(),
                new RecordedQuestions(),
                new RecordedStaffViews(),
            ]),
            clock
        );
}
