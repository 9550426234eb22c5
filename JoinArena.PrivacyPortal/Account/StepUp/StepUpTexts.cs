using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Account.StepUp;

/// <summary>The results of a step-up in words.</summary>
internal static class StepUpTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        /// <summary>What the person should do about it.</summary>
        public string Describe(StepUpResult answer) =>
            answer switch
            {
                StepUpResult.WrongPassword => words["That password is not correct. Try again."],
                StepUpResult.LockedOut => words["Too many wrong attempts. Wait a few minutes, then try again."],
                StepUpResult.NoPasskey => words[
                    "That passkey does not belong to this account. Try again, or use another way."
                ],
                StepUpResult.WrongAuthenticatorCode => words[
                    "That code is wrong or has already been used. Try the next one."
                ],
                StepUpResult.WrongCode => words["That is not the code from our latest email. Check it and try again."],
                StepUpResult.CodeSpent => words["This code no longer works. Ask for a new one."],
                StepUpResult.CodeExpired => words[
                    "This code has expired, or it was sent for another browser. Ask for a new one."
                ],
                StepUpResult.Confirmed => throw new InvalidOperationException(
                    "A confirmed step-up has no error message."
                ),
            };
    }
}
