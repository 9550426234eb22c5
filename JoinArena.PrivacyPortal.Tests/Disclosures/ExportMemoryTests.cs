using System.IO.Pipelines;
using System.Text;
using JoinArena.PrivacyPortal.Acceptance;
using JoinArena.PrivacyPortal.Disclosures.Export;
using JoinArena.PrivacyPortal.Disclosures.Intake.Sources;
using JoinArena.PrivacyPortal.Parties;
using JoinArena.PrivacyPortal.Policies;
using JoinArena.PrivacyPortal.Tests.Parties;
using JoinArena.PrivacyPortal.Tests.Support.Databases;
using JoinArena.PrivacyPortal.Workers;

namespace JoinArena.PrivacyPortal.Tests.Disclosures;

/// <summary>
/// However much there is, an export holds one page of it. Runs by itself, since it looks at the memory of the process.
/// </summary>
[Trait("Speed", "slow")]
[Collection(nameof(NonParallelCollection))]
public sealed class ExportMemoryTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private const int Rows = 200_000;
    private const long Budget = 16 * 1024 * 1024;

    // A look walks through all that the process holds: late in the whole run that takes a second.
    private const long BetweenLooks = 16 * 1024 * 1024;

    [Fact]
    public async Task Two_hundred_thousand_disclosures_take_no_more_memory_than_a_page_of_them()
    {
        await new WorkerRegister(database.Contexts, TimeProvider.System).AnnounceAsync(
            "w-many",
            new("many@people.example", "Many", "DE"),
            default
        );
        await PartyRegisters
            .Create(database.Contexts, TimeProvider.System)
            .AnnounceAsync("p-many", new("Many", "llm-provider"), default);
        await BulkDisclosureSeeder.SeedAsync(database.Contexts, "w-many", ["p-many"], Rows);
        var library = PortalServices.Library;
        var export = new JsonExport(
            new ExportReader(database.Contexts),
            new SourceRegister(database.Contexts, TimeProvider.System),
            new ExportedAcceptances(new AcceptanceQueries(database.Contexts, library)),
            new WorkerRegister(database.Contexts, TimeProvider.System),
            [],
            TimeProvider.System
        );
        var sink = new CountingSink();
        var idle = GC.GetTotalMemory(forceFullCollection: true);

        await export.WriteAsync("w-many", PipeWriter.Create(sink), default);

        sink.Disclosures.ShouldBe(Rows);
        sink.Looks.ShouldBeGreaterThanOrEqualTo(4);
        (sink.MostHeld - idle).ShouldBeLessThan(Budget);
    }

    /// <summary>Counts what comes, keeps none of it, and looks at the memory now and then.</summary>
    private sealed class CountingSink : Stream
    {
        private static readonly byte[] s_mark = Encoding.UTF8.GetBytes("\"eventId\"");
        private long _written,
            _looked;
        private byte[] _tail = [];

        public int Disclosures { get; private set; }

        public long MostHeld { get; private set; }

        public int Looks { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _written;

        public override long Position
        {
            get => _written;
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => Take(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer) => Take(buffer);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Take(buffer.Span);
            return ValueTask.CompletedTask;
        }

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        private void Take(ReadOnlySpan<byte> bytes)
        {
            // A mark may lie across two pieces.
            Span<byte> seam = stackalloc byte[_tail.Length + Math.Min(bytes.Length, s_mark.Length - 1)];
            _tail.CopyTo(seam);
            bytes[..(seam.Length - _tail.Length)].CopyTo(seam[_tail.Length..]);
            Disclosures += MemoryExtensions.Count(seam, s_mark) + bytes.Count(s_mark);
            _tail = bytes[^Math.Min(bytes.Length, s_mark.Length - 1)..].ToArray();
            _written += bytes.Length;
            if (_written - _looked < BetweenLooks)
                return;
            _looked = _written;
            Looks++;
            MostHeld = Math.Max(MostHeld, GC.GetTotalMemory(forceFullCollection: true));
        }
    }
}

/// <summary>Tests that share the process with nobody.</summary>
[CollectionDefinition(nameof(NonParallelCollection), DisableParallelization = true)]
public sealed class NonParallelCollection;
