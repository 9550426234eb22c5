using System.Text;
using JoinArena.PrivacyPortal.Notifications.Webhooks;

namespace JoinArena.PrivacyPortal.Tests.Notifications.Webhooks;

public sealed class WebhookSignatureTests
{
    private const string Published = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Fact]
    public void The_published_vector_of_Standard_Webhooks_comes_out() => WebhookSignature.Of(
        "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), Encoding.UTF8.GetBytes("{\"test\": 2432232314}"), [Published])
        .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    [Fact]
    public void While_a_secret_is_replaced_there_is_a_signature_of_each()
    {
        var second = WebhookSecret.New();
        var both = WebhookSignature.Of("msg_1", DateTimeOffset.UnixEpoch, "{}"u8, [second, Published]).Split(' ');
        both.Length.ShouldBe(2);
        both[1].ShouldBe(WebhookSignature.Of("msg_1", DateTimeOffset.UnixEpoch, "{}"u8, [Published]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("msg.1")]
    [InlineData("msg\n1")]
    public void An_id_that_would_make_two_messages_sign_alike_is_refused(string id) =>
        Should.Throw<ArgumentException>(() => WebhookSignature.Of(id, DateTimeOffset.UnixEpoch, "{}"u8, [Published]));

    [Theory]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_not base64 at all!!")]
    public void What_is_no_secret_signs_nothing(string secret) => Should.Throw<FormatException>(() => WebhookSignature.Of("msg_1", DateTimeOffset.UnixEpoch, "{}"u8, [secret]));
}
