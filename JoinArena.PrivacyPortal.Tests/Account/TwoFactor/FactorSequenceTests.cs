using CsCheck;
using JoinArena.PrivacyPortal.Account.TwoFactor;
using JoinArena.PrivacyPortal.Tests.Support;
using static JoinArena.PrivacyPortal.Tests.Account.TwoFactor.FactorBench;

namespace JoinArena.PrivacyPortal.Tests.Account.TwoFactor;

/// <summary>
/// Sequences of changes to how an account signs in, each in any session and on any of two nodes: what is allowed
/// follows from how the account is at that moment, not from the way there, and both nodes say the same.
/// </summary>
public sealed class FactorSequenceTests(PortalOnPostgres here) : IClassFixture<PortalOnPostgres>, IAsyncLifetime
{
    private const int Sequences = 25;

    private readonly SecondNodePortal _there = new(here);

    private static readonly Gen<Start> s_start = Gen.Select(
            Gen.Bool,
            Gen.Enum<Held>(),
            Gen.Enum<Invitation>(),
            (isStaff, held, invitation) => new Start(isStaff, held, invitation)
        )
        .Where(s => s.Invitation is Invitation.None || (s.IsStaff && s.Held is Held.Nothing));

    private static readonly Gen<Step> s_step = Gen.Select(
        Gen.Bool,
        Gen.Enum<Session>(),
        Gen.Enum<FactorChange>(),
        (isHere, session, change) => new Step(isHere, session, change)
    );

    public Task InitializeAsync() => _there.InitializeAsync();

    public Task DisposeAsync() => _there.DisposeAsync();

    [Fact]
    public Task Whatever_came_before_a_change_is_allowed_only_as_the_account_then_is_and_both_nodes_agree() =>
        Gen.Select(s_start, s_step.Array[3, 8])
            .SampleAsync(
                async (start, steps) => await FollowAsync(start, steps),
                iter: Sequences,
                threads: 1,
                print: t => $"{t.Item1}: {string.Join(", ", t.Item2.Select(s => s.ToString()))}"
            );

    private async Task FollowAsync(Start start, Step[] steps)
    {
        var one = new FactorBench(here);
        var other = new FactorBench(_there);
        var id = await one.CreateAsync(start.IsStaff, start.Held, start.Invitation);
        var model = new Model(start);
        foreach (var step in steps)
        {
            var (acting, watching) = step.IsHere ? (one, other) : (other, one);
            var before = await watching.ReadAsync(id);
            var open = await acting.BeginSessionAsync(id, step.Session);

            var isRefused = await acting.TryAsync(id, step.Session, step.Change);

            isRefused.ShouldBe(!model.Allows(step), $"{step} with {model}");
            if (!isRefused && step.Change is FactorChange.CloseAccount)
                return;
            if (isRefused)
            {
                (await watching.ReadAsync(id)).ShouldBe(before, $"{step} changed something");
            }
            else
            {
                // The browser's part of a new passkey, which the use case then stores.
                if (step.Change is FactorChange.AddPasskey)
                    await acting.AddPasskeyAsync(id);
                model.Apply(step.Change, await watching.HasCodesAsync(id));
            }

            (await watching.CountPasskeysAsync(id)).ShouldBe(model.Passkeys, $"{step}");
            (await watching.HasCodesAsync(id)).ShouldBe(model.HasCodes, $"{step}");
            var isOpen = await acting.IsOpenAsync(open);
            (await watching.IsOpenAsync(open)).ShouldBe(isOpen, $"a session after {step}");
            if (isRefused)
                isOpen.ShouldBeTrue($"{step} ended a session");
        }
    }

    private sealed record Start(bool IsStaff, Held Held, Invitation Invitation);

    private sealed record Step(bool IsHere, Session Session, FactorChange Change)
    {
        public override string ToString() => $"{Change} in {Session} {(IsHere ? "here" : "there")}";
    }

    /// <summary>Written from what must hold, not from the rules: who has a factor shows it, staff come by an invitation.</summary>
    private sealed class Model(Start start)
    {
        private bool _hasTurnedOn;

        public int Passkeys { get; private set; } =
            start.Held is Held.TwoPasskeys ? 2
            : start.Held is Held.Passkey or Held.Both ? 1
            : 0;

        public bool HasCodes { get; private set; } = start.Held is Held.Codes or Held.Both;

        public bool Allows(Step step)
        {
            if (step.Change is FactorChange.CloseAccount && !start.IsStaff)
                return true;
            if (Passkeys > 0 || HasCodes)
                return step.Session is Session.Factor && !(start.IsStaff && LeavesNone(step.Change));
            if (start.IsStaff)
            {
                return step.Change is FactorChange.AddPasskey or FactorChange.TurnOnCodes
                    && start.Invitation is Invitation.Used
                    && IsRecent(step.Session);
            }

            return step.Change is FactorChange.ChangePassword || IsRecent(step.Session);
        }

        public void Apply(FactorChange change, bool hasCodesNow)
        {
            switch (change)
            {
                case FactorChange.AddPasskey:
                    Passkeys++;
                    break;
                case FactorChange.RemovePasskey:
                    Passkeys = Math.Max(0, Passkeys - 1);
                    break;
                case FactorChange.TurnOffCodes:
                    HasCodes = false;
                    break;
                case FactorChange.TurnOnCodes:
                    // A code works once: turned on again within half a minute, the same code is wrong.
                    if (!_hasTurnedOn)
                        hasCodesNow.ShouldBeTrue();
                    HasCodes = hasCodesNow;
                    _hasTurnedOn = true;
                    break;
                default:
                    break;
            }
        }

        public override string ToString() => $"{start}, {Passkeys} passkeys, codes {(HasCodes ? "on" : "off")}";

        private bool LeavesNone(FactorChange change) =>
            change switch
            {
                FactorChange.RemovePasskey => Passkeys == 1 && !HasCodes,
                FactorChange.TurnOffCodes => Passkeys == 0,
                _ => false,
            };

        private static bool IsRecent(Session session) =>
            session is not (Session.PasswordLongAgo or Session.FactorLongAgo);
    }
}
