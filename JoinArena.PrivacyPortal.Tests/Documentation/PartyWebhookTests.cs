using System.Text.Json;
using System.Text.Json.Nodes;
using JoinArena.PrivacyPortal.Deletion.Erasure;
using JoinArena.PrivacyPortal.Deletion.Erasure.Connectors;
using JoinArena.PrivacyPortal.Notifications.Webhooks;
using JoinArena.PrivacyPortal.Operations.Api;
using JoinArena.PrivacyPortal.Tests.Acceptance;

namespace JoinArena.PrivacyPortal.Tests.Documentation;

/// <summary>What a party reads that it will receive is what it receives.</summary>
public sealed class PartyWebhookTests
{
    private static readonly JsonSerializerOptions s_strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    [Fact]
    public void The_example_has_the_members_of_the_event_and_is_that_of_the_apis_description()
    {
        var example = JsonNode.Parse(MarkdownFile.ReadCommands("docs/integration.md", "party-webhook"))!.AsObject();

        var sent = JsonNode.Parse(
            CloudEvent.SerializeToUtf8Bytes("x", AcceptanceTestData.Portal, "x", default, new { })
        )!;
        example.Select(member => member.Key).ShouldBe(sent.AsObject().Select(member => member.Key));
        ((string)example["type"]!).ShouldBe(WebhookTypes.ErasureRequested);
        var data = example["data"].Deserialize<ErasureEventData>(s_strict)!;
        data.Instruction.ShouldBe(ErasureInstruction.Text);
        var message = new ErasureMessage(data.TaskId, NotificationKind.Requested, Round: 1, Reminder: 0, default);
        ((string)example["id"]!).ShouldBe(message.MessageId);
        JsonNode.DeepEquals(example["data"], JsonNode.Parse(ApiWebhookExamples.Erasure)).ShouldBeTrue();
    }

    [Fact]
    public void Every_type_that_a_party_receives_is_in_the_table()
    {
        var text = MarkdownFile.ReadAll().Single(file => file.Path == "docs/integration.md").Text;

        text.ShouldContain($"| `{WebhookTypes.ErasureRequested}` |");
        text.ShouldContain($"| `{WebhookTypes.ErasureReminder}` |");
        text.ShouldContain($"| `{WebhookTypes.ErasureWithdrawn}` |");
    }
}
