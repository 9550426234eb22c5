using System.Reflection;
using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion;
using JoinArena.PrivacyPortal.Disclosures;
using NetArchTest.Rules;

namespace JoinArena.PrivacyPortal.Tests;

/// <summary>
/// Which way things flow inside the two large slices. A folder without a row of its own belongs to the row of the
/// folder it lies in. A new topic is added to the table, with what it may use, or these fail.
/// </summary>
public sealed class TopicTests
{
    private const string House = "JoinArena.PrivacyPortal";
    private const string Everything = "*";

    /// <summary>
    /// Topic, then the topics of the same slice that it may use; <c>(top)</c> is what lies in the slice's own folder.
    /// Lowest first: a topic uses what is above it.
    /// </summary>
    private const string Table = """
        Disclosures                      :
        Disclosures.AccessLog            : (top)
        Disclosures.Copies               : (top)
        Disclosures.Coverage             : (top), Intake.Sources
        Disclosures.Intake.Sources       : (top)
        Disclosures.Intake               : (top), Coverage, Intake.Sources
        Disclosures.Intake.Api           : (top), Intake, Intake.Sources
        Disclosures.Questions            : (top), AccessLog, Coverage, Intake.Sources
        Disclosures.MyData               : (top), Copies, Coverage, Intake.Sources, Questions
        Disclosures.Export               : (top), AccessLog, Coverage, Questions, Intake.Sources
        Disclosures.Reconciliation       : (top), Intake
        Disclosures.Digests              : (top), Intake
        Deletion.Requests                :
        Deletion.Casework.Messages       : Requests
        Deletion.Casework.Notices        : Requests
        Deletion.Certificates            : Requests
        Deletion.Statistics              : Requests
        Deletion.Erasure                 : Requests, Certificates
        Deletion.Erasure.Redisclosures   : Requests, Erasure
        Deletion.Remedies                : Requests, Erasure
        Deletion.Requests.MyRequests     : Requests, Casework.Messages, Erasure, Erasure.Redisclosures, Remedies
        Deletion.Requests.Wizard         : Requests, Requests.MyRequests
        Deletion.Requests.ClosedAccounts : Requests, Requests.MyRequests, Certificates, Erasure.Redisclosures
        Deletion.Casework.Queue          : Requests, Requests.MyRequests, Casework.Messages, Erasure
        Deletion.Erasure.Answers         : Requests, Requests.MyRequests, Erasure
        Deletion.Erasure.Connectors      : Requests, Erasure, Erasure.Answers
        Deletion.Casework.Decisions      : Requests, Requests.MyRequests, Casework.Notices, Casework.Queue, Certificates
        Deletion.Casework.Decisions      : Erasure, Erasure.Answers
        Deletion.Casework.Holds          : Requests, Requests.MyRequests, Casework.Notices, Casework.Queue, Erasure
        Deletion.Casework                : Requests, Requests.MyRequests, Casework.Messages, Casework.Notices
        Deletion.Casework                : Casework.Queue, Erasure.Connectors
        Deletion.Casework                : Casework.Decisions, Erasure, Erasure.Answers, Erasure.Redisclosures, Remedies
        Deletion.Casework.DeadlineAlerts : Requests, Casework, Remedies
        Deletion.Intake                  : Requests, Requests.MyRequests, Requests.Wizard, Casework, Casework.Decisions
        Deletion.Intake                  : Casework.Notices, Erasure.Answers
        Deletion.RecordRetention         : Requests, Requests.ClosedAccounts, Casework, Casework.Messages
        Deletion.RecordRetention         : Certificates, Erasure, Remedies, Statistics
        Deletion                         : *
        """;

    /// <summary>They name the entities and services of every topic, and are called from everywhere.</summary>
    private static readonly string[] s_shared =
    [
        nameof(DeletionSetup),
        nameof(DisclosureSets),
        nameof(DisclosuresSetup),
    ];

    private static readonly Assembly s_portal = typeof(PortalDbContext).Assembly;
    private static readonly Dictionary<string, string[]> s_mayUse = ReadTable();
    private static readonly ILookup<string, Type> s_topics = s_portal
        .GetTypes()
        .Where(type => !type.IsNested && !s_shared.Contains(type.Name, StringComparer.Ordinal))
        .Select(type => (Type: type, Topic: TopicOf(type.Namespace)))
        .Where(t => t.Topic is not null)
        .ToLookup(t => t.Topic!, t => t.Type, StringComparer.Ordinal);

    public static TheoryData<string> Topics => [.. s_mayUse.Keys];

    [Theory]
    [MemberData(nameof(Topics))]
    public void A_topic_uses_only_what_it_may(string topic)
    {
        s_topics[topic].ShouldNotBeEmpty("nothing lies there; take it out of the table");
        if (s_mayUse[topic] is [Everything])
            return;

        string[] forbidden =
        [
            .. s_mayUse
                .Keys.Where(other => SliceOf(other) == SliceOf(topic) && other != topic)
                .Where(other => !s_mayUse[topic].Contains(other, StringComparer.Ordinal)),
        ];

        // All at once first: one by one is slow, and needed only to say which.
        var uses = UsersOf(topic, forbidden).Any()
            ? forbidden.SelectMany(other => UsersOf(topic, other).Select(user => $"{user} uses {other}"))
            : [];
        uses.ShouldBeEmpty($"{topic} may use {string.Join(", ", s_mayUse[topic])}");
    }

    [Theory]
    [InlineData("Disclosures")]
    [InlineData("Deletion")]
    public void Every_topic_is_in_the_table(string slice) =>
        s_portal
            .GetTypes()
            .Select(type => type.Namespace ?? "")
            .Where(name => name.StartsWith($"{House}.{slice}.", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .Where(name => TopicOf(name) == slice)
            .ShouldBeEmpty("say in the table what it may use");

    [Fact]
    public void No_topics_use_each_other()
    {
        var left = s_mayUse.Where(row => row.Value is not [Everything]).ToDictionary(StringComparer.Ordinal);
        while (left.FirstOrDefault(topic => !topic.Value.Any(left.ContainsKey)) is { Key: { } ground })
            left.Remove(ground);
        left.Keys.ShouldBeEmpty();
    }

    [Fact]
    public void A_use_within_a_slice_is_detected() =>
        // A rule that sees nothing would pass for ever.
        UsersOf("Deletion.Erasure", "Deletion.Requests").ShouldNotBeEmpty();

    private static IEnumerable<string> UsersOf(string topic, params string[] used)
    {
        var names = s_topics[topic].Select(type => type.FullName!).ToHashSet(StringComparer.Ordinal);
        var result = Types
            .InAssembly(s_portal)
            .That()
            .ResideInNamespaceStartingWith($"{House}.{topic}")
            .ShouldNot()
            .HaveDependencyOnAny([.. used.SelectMany(other => s_topics[other]).Select(type => type.FullName!)])
            .GetResult();
        return (result.FailingTypes ?? [])
            .Select(type => type.FullName!)
            .Where(name => names.Contains(Outermost(name)));
    }

    private static string Outermost(string type) => type.Split('+', '/')[0];

    private static string SliceOf(string topic) => topic.Split('.')[0];

    private static string? TopicOf(string? name) =>
        s_mayUse
            .Keys.Where(topic =>
                name == $"{House}.{topic}" || name?.StartsWith($"{House}.{topic}.", StringComparison.Ordinal) == true
            )
            .MaxBy(topic => topic.Length);

    private static Dictionary<string, string[]> ReadTable() =>
        Table
            .Split('\n')
            .Select(line => line.Split(':', StringSplitOptions.TrimEntries))
            .GroupBy(row => row[0], StringComparer.Ordinal)
            .ToDictionary(rows => rows.Key, rows => rows.SelectMany(Used).ToArray(), StringComparer.Ordinal);

    private static IEnumerable<string> Used(string[] row) =>
        from name in row[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        select name switch
        {
            Everything => name,
            "(top)" => SliceOf(row[0]),
            _ => $"{SliceOf(row[0])}.{name}",
        };
}
