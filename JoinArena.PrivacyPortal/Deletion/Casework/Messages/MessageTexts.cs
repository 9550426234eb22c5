using JoinArena.PrivacyPortal.Shell.Localization;
using Microsoft.Extensions.Localization;

namespace JoinArena.PrivacyPortal.Deletion.Casework.Messages;

/// <summary>Why a message was not sent, for who wrote it.</summary>
internal static class MessageTexts
{
    extension(IStringLocalizer<SharedResource> words)
    {
        public string Describe(MessageError error) =>
            error switch
            {
                MessageError.Empty => words["Write something first."],
                MessageError.TooLong => words["Shorten it to {0} characters.", RequestMessage.MaxBodyLength],
                MessageError.TooMany => words[
                    "You have sent {0} messages in the last 24 hours. Wait before you send another one.",
                    RequestMessageService.MaxPerDay
                ],
                MessageError.NotFound => words["You cannot send messages about this request."],
            };
    }
}
