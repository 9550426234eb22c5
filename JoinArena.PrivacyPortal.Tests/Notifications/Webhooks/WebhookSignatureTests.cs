using System.Text;
using JoinArena.PrivacyPortal.Notifications.Webhooks;

namespace JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;

public sealed class WebhookSignatureTests
{
    private const string Published = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Fact]
    public void The_signature_equals_the_published_vector_of_Standard_Webhooks() =>
        WebhookSignature
            .Compute(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                DateTimeOffset.FromUnixTimeSeconds(1614265330),
                Encoding.UTF8.GetBytes("{\"test\": 2432232314}"),
                [Published]
            )
            .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    [Fact]
    public void A_message_has_a_signature_of_each_secret_during_a_replacement()
    {
        var second = WebhookSecret.Generate();
        var both = WebhookSignature.Compute("msg_1", DateTimeOffset.UnixEpoch, "{}"u8, [second, Published]).Split(' ');
        both.Length.ShouldBe(2);
        both[1].ShouldBe(WebhookSignature.Compute("msg_1", DateTimeOffset.UnixEpoch, "{}"u8, [Published]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("msg.1")]
    [InlineData("msg\n1")]
    public void An_id_that_would_make_two_messages_sign_alike_is_refused(string id) =>
        Should.Throw<ArgumentException>(() =>
            WebhookSignature.Compute(id, DateTimeOffset.UnixEpoch, "{}"u8, [Published])
        );

    [Theory]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_not base64 at all!!")]
    public void An_invalid_secret_signs_nothing(string secret) =>
        Should.Throw<FormatException>(() =>
            WebhookSignature.Compute("msg_1", DateTimeOffset.UnixEpoch, "{}"u8, [secret])
        );
}
