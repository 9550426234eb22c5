using JoinArena.PrivacyPortal.Account.SigningIn;

namespace JoinArena.PrivacyPortal.Account.TwoFactor;

/// <summary>What decides whether a person may change how an account signs in.</summary>
internal sealed record FactorFacts
{
    /// <summary>True if the account has a staff role that needs a second factor.</summary>
    public required bool IsStaff { get; init; }

    public required int Passkeys { get; init; }

    /// <summary>True if codes of an authenticator app are on.</summary>
    public required bool HasCodes { get; init; }

    /// <summary>See <see cref="PortalAccount.MaySetUpFirstFactor"/>.</summary>
    public required bool IsInvited { get; init; }

    /// <summary>When this session last proved who it belongs to.</summary>
    public required DateTimeOffset? IdentityProvenAt { get; init; }

    /// <summary>When this session last used a second factor.</summary>
    public required DateTimeOffset? FactorProvenAt { get; init; }

    public int Factors => Passkeys + (HasCodes ? 1 : 0);
}

/// <summary>
/// The rules for changing how an account signs in. An account with a second factor is changed only with that factor.
/// Without this, someone who knows the password could replace the factor with their own. Source: OWASP ASVS 5.0.0 7.5.1.
/// </summary>
internal static class FactorChangeRules
{
    public static FactorChangeDecision Decide(FactorChange change, FactorFacts facts, DateTimeOffset now)
    {
        // Workers may leave whatever they have lost.
        if (change is FactorChange.CloseAccount && !facts.IsStaff)
            return FactorChangeDecision.Allowed;
        if (facts.Factors > 0)
        {
            if (!IsRecent(facts.FactorProvenAt, now))
                return FactorChangeDecision.ConfirmFactor;
            return facts.IsStaff && RemovesLastFactor(change, facts)
                ? FactorChangeDecision.LastFactor
                : FactorChangeDecision.Allowed;
        }

        if (facts.IsStaff)
        {
            if (change is not (FactorChange.AddPasskey or FactorChange.TurnOnCodes))
                return FactorChangeDecision.SetUpFirst;
            if (!facts.IsInvited)
                return FactorChangeDecision.NewInvitation;
        }

        // The form for a new password asks for the current one.
        return change is FactorChange.ChangePassword || IsRecent(facts.IdentityProvenAt, now)
            ? FactorChangeDecision.Allowed
            : FactorChangeDecision.ConfirmIdentity;
    }

    private static bool RemovesLastFactor(FactorChange change, FactorFacts facts) =>
        facts.Factors == 1
        && change switch
        {
            FactorChange.RemovePasskey => facts.Passkeys == 1,
            FactorChange.TurnOffCodes => facts.HasCodes,
            FactorChange.AddPasskey
            or FactorChange.RenamePasskey
            or FactorChange.TurnOnCodes
            or FactorChange.ReplaceRecoveryCodes
            or FactorChange.ChangePassword
            or FactorChange.CloseAccount => false,
        };

    private static bool IsRecent(DateTimeOffset? at, DateTimeOffset now) =>
        now - at <= SessionClaims.ReauthenticationWindow;
}
