using JoinArena.PrivacyPortal.Data;

namespace JoinArena.PrivacyPortal.Deletion.Requests;

/// <summary>The subjects in the change feed that open pages about requests subscribe to.</summary>
internal static class RequestChanges
{
    /// <summary>The subject of the privacy team's queue.</summary>
    public const string QueueSubject = "deletion-queue";

    /// <summary>The subject of one request.</summary>
    public static string GetSubject(string number) => $"deletion:{number}";

    extension(PortalDbContext db)
    {
        /// <summary>Has open pages of a request, and the open queue, load again after the commit.</summary>
        public void PublishRequestChange(string number)
        {
            db.PublishChange(GetSubject(number));
            db.PublishChange(QueueSubject);
        }
    }
}
