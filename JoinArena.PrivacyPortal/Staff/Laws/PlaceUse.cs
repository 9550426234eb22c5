using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Staff.Laws;

/// <summary>A place and the number of open requests of workers who live there.</summary>
public sealed record PlaceUse(Jurisdiction Place, int OpenRequests);
