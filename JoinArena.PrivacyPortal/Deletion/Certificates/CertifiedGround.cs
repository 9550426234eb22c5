using JoinArena.PrivacyPortal.Jurisdictions;

namespace JoinArena.PrivacyPortal.Deletion.Certificates;

/// <summary>The legal ground for keeping data or refusing.</summary>
public sealed record CertifiedGround(string Code, string Citation, string Words)
{
    internal static CertifiedGround? FromGround(Ground? ground) =>
        ground is null ? null : new(ground.Code, ground.Citation, ground.Text);
}
