using JoinArena.PrivacyPortal.Data.Faults;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace JoinArena.PrivacyPortal.Tests.Data.Faults;

/// <summary>Which faults of a write are tried again.</summary>
public sealed class WriteRetryTests
{
    public static TheoryData<string> Conflicts =>
        ["unique", "key", "reference", "changed", "deadlock", "unique-sqlite"];

    [Theory]
    [MemberData(nameof(Conflicts))]
    public async Task A_write_that_another_connection_came_before_is_done_again(string conflict)
    {
        var tries = 0;

        var result = await WriteRetry.RunAsync(() =>
            ++tries < WriteRetry.MaxTries ? Task.FromException<int>(Fault(conflict)) : Task.FromResult(tries)
        );

        result.ShouldBe(WriteRetry.MaxTries);
    }

    [Fact]
    public async Task A_conflict_that_does_not_end_is_thrown()
    {
        var tries = 0;

        await Should.ThrowAsync<DbUpdateException>(() => FailAsync("unique"));

        tries.ShouldBe(WriteRetry.MaxTries);

        Task<int> FailAsync(string fault) =>
            WriteRetry.RunAsync(() =>
            {
                tries++;
                return Task.FromException<int>(Fault(fault));
            });
    }

    [Theory]
    [InlineData("too-long")]
    [InlineData("disk-full")]
    [InlineData("disk-full-sqlite")]
    [InlineData("other")]
    public async Task Another_fault_is_thrown_at_once(string other)
    {
        var tries = 0;
        var fault = Fault(other);

        var thrown = await Should.ThrowAsync<Exception>(() =>
            WriteRetry.RunAsync(() =>
            {
                tries++;
                return Task.FromException<int>(fault);
            })
        );

        thrown.ShouldBeSameAs(fault);
        tries.ShouldBe(1);
    }

    private static Exception Fault(string name) =>
        name switch
        {
            "unique" => Postgres(PostgresErrorCodes.UniqueViolation),
            "reference" => Postgres(PostgresErrorCodes.ForeignKeyViolation),
            "deadlock" => Postgres(PostgresErrorCodes.DeadlockDetected),
            "too-long" => Postgres(PostgresErrorCodes.StringDataRightTruncation),
            "unique-sqlite" => Sqlite(19, 2067),
            "key" => Sqlite(19, 1555),
            "disk-full" => Postgres(PostgresErrorCodes.DiskFull),
            "disk-full-sqlite" => Sqlite(13, 13),
            "changed" => new DbUpdateConcurrencyException("Changed."),
            _ => new InvalidOperationException("Another fault."),
        };

    private static DbUpdateException Postgres(string state) =>
        new("Not saved.", new PostgresException("Not saved.", "ERROR", "ERROR", state));

    private static DbUpdateException Sqlite(int code, int extended) =>
        new("Not saved.", new SqliteException("Not saved.", code, extended));
}
