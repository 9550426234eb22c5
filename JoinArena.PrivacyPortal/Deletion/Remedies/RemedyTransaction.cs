using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;

namespace JoinArena.PrivacyPortal.Deletion.Remedies;

/// <summary>An open case with its request, locked, in one unit of work.</summary>
internal sealed record RemedyTransaction(PortalDbContext Db, DeletionRequest Request, RemedyCase Case);
