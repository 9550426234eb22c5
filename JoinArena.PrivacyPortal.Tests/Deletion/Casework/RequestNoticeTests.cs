using JoinArena.PrivacyPortal.Tests.Support;

namespace JoinArena.PrivacyPortal.Tests.Deletion.Casework;

/// <summary>Which files send emails to a worker by themselves.</summary>
public sealed class RequestNoticeTests
{
    [Fact]
    public void An_email_about_a_request_leaves_by_the_one_way_that_looks_whether_it_is_withheld()
    {
        var folder = Repository.GetPath("JoinArena.PrivacyPortal/Deletion");

        Directory
            .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("Notices.SendToWorker", StringComparison.Ordinal))
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal)
            // The way itself; the email that asks for the proof; and a message of the team, without its text.
            .ShouldBe(["DecisionEmails.Withheld.cs", "RequestMessageService.cs", "RequestNotices.cs"]);
    }
}
