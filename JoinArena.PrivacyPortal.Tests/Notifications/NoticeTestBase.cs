using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Notifications;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;
using Microsoft.Extensions.Time.Testing;

namespace JoinArena.PrivacyPortal.Tests.Notifications;

/// <summary>Workers, and notices to them.</summary>
public abstract class NoticeTestBase(TestDatabase database)
{
    protected TestDatabase Database { get; } = database;
    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));

    protected async Task<string> AnnouncedAsync(string domain = "example.com")
    {
        var id = $"w-{Guid.CreateVersion7():N}";
        var announced = await new WorkerRegister(Database.Contexts, Clock).AnnounceAsync(
            id,
            new($"{id}@{domain}", "Ana Lopes", "DE"),
            CancellationToken.None
        );
        announced.IsSuccess.ShouldBeTrue();
        return id;
    }

    protected async Task TellAsync(string worker, Notice? notice = null)
    {
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await using var db = await Database.Contexts.CreateDbContextAsync();
        await db.Notices.SendToWorkerAsync(
            worker,
            notice ?? MailTestData.Notice,
            Clock.GetInstant(),
            CancellationToken.None
        );
        await db.SaveChangesAsync();
    }
}
