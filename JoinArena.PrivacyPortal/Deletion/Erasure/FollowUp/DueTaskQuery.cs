using System.Linq.Expressions;
using JoinArena.PrivacyPortal.Deletion.Requests;
using JoinArena.PrivacyPortal.Deletion.Requests.Tasks;

namespace JoinArena.PrivacyPortal.Deletion.Erasure.FollowUp;

/// <summary>Selects the tasks that may be due.</summary>
/// <param name="SkipHeld">True to leave out the tasks whose data is under a legal hold.</param>
internal sealed record DueTaskQuery(
    Expression<Func<ErasureTask, bool>> Task,
    Expression<Func<DeletionRequest, bool>> Request,
    bool SkipHeld = false
);
