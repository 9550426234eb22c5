using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using CsCheck;
using JoinArena.PrivacyPortal.Data.Input;

namespace JoinArena.PrivacyPortal.Tests.Data.Input;

public sealed partial class Rfc3339Tests
{
    [Theory]
    [InlineData("2026-11-20T10:15:00Z", "2026-11-20T10:15:00.0000000")]
    // As Go, Java and Python write it: more digits than a tick has.
    [InlineData("2026-11-20T10:15:00.123456789Z", "2026-11-20T10:15:00.1234567")]
    [InlineData("2026-11-20T10:15:00.99999999999999999999Z", "2026-11-20T10:15:00.9999999")]
    [InlineData("2026-11-20T10:15:00.1Z", "2026-11-20T10:15:00.1000000")]
    [InlineData("2026-11-20t10:15:00z", "2026-11-20T10:15:00.0000000")]
    [InlineData("2026-11-20T23:30:00-05:30", "2026-11-21T05:00:00.0000000")]
    [InlineData("2026-11-20T10:15:00-00:00", "2026-11-20T10:15:00.0000000")]
    [InlineData("2024-02-29T00:00:00+14:00", "2024-02-28T10:00:00.0000000")]
    // The last leap second there was: Unix time counts it as the next second.
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.0000000")]
    [InlineData("2016-12-31T18:59:60.5-05:00", "2017-01-01T00:00:00.5000000")]
    [InlineData("1900-01-01T00:00:00Z", "1900-01-01T00:00:00.0000000")]
    [InlineData("2199-12-31T23:59:59.9999999Z", "2199-12-31T23:59:59.9999999")]
    // In years that are not taken, and within the bounds all the same.
    [InlineData("1899-12-31T23:00:00-01:00", "1900-01-01T00:00:00.0000000")]
    [InlineData("2200-01-01T00:30:00+01:00", "2199-12-31T23:30:00.0000000")]
    public void An_instant_is_read_to_the_tick(string text, string utc)
    {
        Rfc3339.TryParse(text, out var instant).ShouldBeTrue();

        instant.Offset.ShouldBe(TimeSpan.Zero);
        Rfc3339.TryParse(Rfc3339.Write(instant), out var again).ShouldBeTrue();
        again.ShouldBe(instant);
        instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture).ShouldBe(utc);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-11-20")]
    [InlineData("2026-11-20T10:15:00")]
    [InlineData("2026-11-20T10:15Z")]
    [InlineData("2026-11-20 10:15:00Z")]
    [InlineData("2026/11-20T10:15:00Z")]
    [InlineData("2026-11/20T10:15:00Z")]
    [InlineData("2026-11-20T10:15:00 Z")]
    [InlineData("2026-11-20T10:15:00.Z")]
    [InlineData("2026-11-20T10:15:00,5Z")]
    [InlineData("2026-11-20T10:15:00+0100")]
    [InlineData("2026-11-20T10:15:00+01")]
    [InlineData("2026-11-20T10:15:00+01:60")]
    [InlineData("2026-11-20T10:15:00+24:00")]
    [InlineData("2026-11-20T10:15:00−01:00")]
    [InlineData("2026-11-20T10:15:00ZZ")]
    [InlineData("2026-11-20T10:15:60Z")]
    [InlineData("2026-12-31T23:59:60+01:00")]
    [InlineData("2026-11-20T24:00:00Z")]
    [InlineData("2026-02-29T00:00:00Z")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-00-01T00:00:00Z")]
    [InlineData("-026-11-20T10:15:00Z")]
    [InlineData("2026-11-20T+1:15:00Z")]
    [InlineData("２０２６-11-20T10:15:00Z")]
    [InlineData("1900-01-01T00:00:00+00:01")]
    [InlineData("2200-01-01T00:00:00Z")]
    [InlineData("2199-12-31T23:59:59-00:01")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    [InlineData("20 November 2026")]
    public void What_is_not_an_instant_with_its_offset_is_refused(string text) =>
        Rfc3339.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void The_reader_agrees_with_an_independent_one_about_any_text()
    {
        var number = Gen.Frequency<string>(
            (9, Gen.Int[0, 61].Select(n => n.ToString("00", CultureInfo.InvariantCulture))),
            (1, Gen.String["0123456789 +"])
        );
        var year = Gen.Int[1895, 2205].Select(n => n.ToString("0000", CultureInfo.InvariantCulture));
        var fraction = Gen.OneOf<string>(Gen.Const(""), Gen.String["0123456789"].Select(digits => $".{digits}"));
        var offset = Gen.OneOf<string>(
            Gen.OneOf<string>("Z", "z", "", "+00:00", "-00:00", "+0100", "+14:00"),
            Gen.Select(Gen.OneOf<string>("+", "-"), number, number, (sign, h, m) => $"{sign}{h}:{m}")
        );
        var day = Gen.Select(year, number, number, (y, m, d) => $"{y}-{m}-{d}");
        var time = Gen.Select(number, number, number, (h, m, s) => $"{h}:{m}:{s}");
        Gen.Select(day, Gen.OneOf<string>("T", "t", " "), time, fraction, offset)
            .Select(t => $"{t.Item1}{t.Item2}{t.Item3}{t.Item4}{t.Item5}")
            .Sample(
                text =>
                {
                    var expected = ReadIndependently(text);
                    Rfc3339.TryParse(text, out var instant).ShouldBe(expected is not null, text);
                    if (expected is { } ticks)
                        ((BigInteger)instant.UtcTicks).ShouldBe(ticks, text);
                },
                iter: 20_000
            );
    }

    /// <summary>The ticks since the start of year 1, by the grammar of RFC 3339 5.6 and by counting days.</summary>
    private static BigInteger? ReadIndependently(string text)
    {
        if (Grammar().Match(text) is not { Success: true } match)
            return null;
        long Number(string group) => long.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
        var year = Number("y");
        var month = Number("m");
        var day = Number("d");
        var hour = Number("H");
        var minute = Number("M");
        var second = Number("S");
        long[] months = [31, IsLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        if (month is < 1 or > 12 || day < 1 || day > months[month - 1] || hour > 23 || minute > 59 || second > 60)
            return null;
        var days = day - 1 + months[..(int)(month - 1)].Sum();
        for (var y = 1L; y < year; y++)
            days += IsLeap(y) ? 366 : 365;
        var offset = 0L;
        if (match.Groups["sign"].Success)
        {
            if (Number("oh") > 23 || Number("om") > 59)
                return null;
            offset = ((Number("oh") * 60) + Number("om")) * (match.Groups["sign"].Value == "-" ? -60 : 60);
        }

        var seconds = (((((days * 24) + hour) * 60) + minute) * 60) + second - offset;
        if (second == 60 && (seconds % 86_400 != 0 || !IsFirstOfMonth(seconds / 86_400)))
            return null;
        var digits = match.Groups["f"].Value.PadRight(7, '0')[..7];
        var ticks = ((BigInteger)seconds * 10_000_000) + long.Parse(digits, CultureInfo.InvariantCulture);
        return ticks >= new DateTime(1900, 1, 1).Ticks && ticks < new DateTime(2200, 1, 1).Ticks ? ticks : null;
    }

    private static bool IsFirstOfMonth(long days) => DateOnly.FromDayNumber((int)days).Day == 1;

    private static bool IsLeap(long year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    [GeneratedRegex(
        @"\A(?<y>[0-9]{4})-(?<m>[0-9]{2})-(?<d>[0-9]{2})[Tt](?<H>[0-9]{2}):(?<M>[0-9]{2}):(?<S>[0-9]{2})"
            + @"(\.(?<f>[0-9]+))?([Zz]|(?<sign>[+-])(?<oh>[0-9]{2}):(?<om>[0-9]{2}))\z",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Grammar();
}
