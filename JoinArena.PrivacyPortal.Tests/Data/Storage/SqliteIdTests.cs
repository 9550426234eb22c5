using CsCheck;
using JoinArena.PrivacyPortal.Data.Storage;

namespace JoinArena.PrivacyPortal.Tests.Data.Storage;

public sealed class SqliteIdTests
{
    private static readonly SqliteId s_stored = new();

    [Fact]
    public void An_id_is_read_as_it_was_stored_and_its_bytes_are_its_digits() =>
        Gen.Guid.Sample(id =>
        {
            var bytes = SqliteId.ToBytes(id);
            Convert.ToHexStringLower(bytes).ShouldBe(id.ToString("N"));
            s_stored.ConvertFromProvider(bytes).ShouldBe(id);
        });

    // Pages continue after an id, so the order must be that of PostgreSQL, which is that of the digits.
    [Fact]
    public void Ids_sort_by_their_bytes_as_they_do_by_their_digits() =>
        Gen.Select(Gen.Guid, Gen.Guid)
            .Sample(
                (a, b) =>
                    Math.Sign(SqliteId.ToBytes(a).AsSpan().SequenceCompareTo(SqliteId.ToBytes(b)))
                        .ShouldBe(Math.Sign(string.CompareOrdinal(a.ToString(), b.ToString())))
            );
}
