using JoinArena.PrivacyPortal.Account.TwoFactor;

namespace JoinArena.PrivacyPortal.Tests.Account.TwoFactor;

/// <summary>Every change of how an account signs in, in every state of the account and of the session.</summary>
public sealed class FactorChangeRulesTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset?[] s_times = [null, s_now.AddMinutes(-11), s_now.AddMinutes(-9)];

    private static readonly FactorFacts[] s_states =
    [
        .. from staff in (bool[])[false, true]
        from passkeys in (int[])[0, 1, 2]
        from codes in (bool[])[false, true]
        from invited in (bool[])[false, true]
        from identity in s_times
        from factor in s_times
        select new FactorFacts
        {
            IsStaff = staff,
            Passkeys = passkeys,
            HasCodes = codes,
            IsInvited = invited,
            IdentityProvenAt = identity,
            FactorProvenAt = factor,
        },
    ];

    private static IEnumerable<(FactorFacts State, FactorChange Change, FactorChangeDecision Decision)> All =>
        from state in s_states
        from change in Enum.GetValues<FactorChange>()
        select (state, change, FactorChangeRules.Decide(change, state, s_now));

    [Fact]
    public void An_account_with_a_factor_is_changed_only_with_that_factor() =>
        All.Where(a => a.State.Factors > 0 && a.State.FactorProvenAt != s_times[2])
            .Where(a => a.State.IsStaff || a.Change is not FactorChange.CloseAccount)
            .ShouldAllBe(a => a.Decision == FactorChangeDecision.ConfirmFactor);

    [Fact]
    public void Staff_without_a_factor_may_only_set_the_first_one_up_and_only_by_an_invitation()
    {
        var waiting = All.Where(a => a.State is { IsStaff: true, Factors: 0 }).ToList();

        waiting
            .Where(a => a.Decision is FactorChangeDecision.Allowed)
            .ShouldAllBe(a =>
                a.State.IsInvited && (a.Change == FactorChange.AddPasskey || a.Change == FactorChange.TurnOnCodes)
            );
        waiting
            .Where(a => !a.State.IsInvited && a.Change is FactorChange.AddPasskey or FactorChange.TurnOnCodes)
            .ShouldAllBe(a => a.Decision == FactorChangeDecision.NewInvitation);
        waiting.ShouldContain(a => a.Decision == FactorChangeDecision.Allowed);
    }

    [Fact]
    public void Staff_never_remove_their_last_factor()
    {
        var removals = All.Where(a => a.State.IsStaff && a.Decision is FactorChangeDecision.Allowed).ToList();

        removals
            .Where(a => a.Change is FactorChange.RemovePasskey)
            .ShouldAllBe(a => a.State.Passkeys > 1 || a.State.HasCodes);
        removals.Where(a => a.Change is FactorChange.TurnOffCodes).ShouldAllBe(a => a.State.Passkeys > 0);
    }

    [Fact]
    public void Without_a_factor_a_worker_changes_nothing_before_saying_who_they_are_again() =>
        All.Where(a => a.State is { IsStaff: false, Factors: 0 } && a.State.IdentityProvenAt != s_times[2])
            .Where(a => a.Change is not (FactorChange.ChangePassword or FactorChange.CloseAccount))
            .ShouldAllBe(a => a.Decision == FactorChangeDecision.ConfirmIdentity);

    [Fact]
    public void Whoever_has_just_used_their_factor_may_change_everything_but_the_last_one_of_staff() =>
        All.Where(a => a.State.Factors > 0 && a.State.FactorProvenAt == s_times[2])
            .Where(a => a.Decision is not FactorChangeDecision.Allowed)
            .ShouldAllBe(a => a.Decision == FactorChangeDecision.LastFactor && a.State.IsStaff && a.State.Factors == 1);

    [Fact]
    public void A_worker_may_always_close_the_account() =>
        All.Where(a => !a.State.IsStaff && a.Change is FactorChange.CloseAccount)
            .ShouldAllBe(a => a.Decision == FactorChangeDecision.Allowed);

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_factor_counts_for_ten_minutes(int ticks, bool counts)
    {
        var facts = Officer() with { FactorProvenAt = s_now.AddMinutes(-10).AddTicks(-ticks) };

        (FactorChangeRules.Decide(FactorChange.AddPasskey, facts, s_now) is FactorChangeDecision.Allowed).ShouldBe(
            counts
        );
    }

    [Fact]
    public void An_officer_who_has_just_used_their_only_factor_may_close_the_account()
    {
        var facts = Officer() with { FactorProvenAt = s_now };

        FactorChangeRules.Decide(FactorChange.CloseAccount, facts, s_now).ShouldBe(FactorChangeDecision.Allowed);
        FactorChangeRules.Decide(FactorChange.TurnOffCodes, facts, s_now).ShouldBe(FactorChangeDecision.LastFactor);
        (facts with { Passkeys = 2 }).Factors.ShouldBe(3);
    }

    private static FactorFacts Officer() =>
        new()
        {
            IsStaff = true,
            Passkeys = 0,
            HasCodes = true,
            IsInvited = false,
            IdentityProvenAt = null,
            FactorProvenAt = null,
        };
}
