using JoinArena.PrivacyPortal.Data;
using JoinArena.PrivacyPortal.Deletion.Requests;
using Microsoft.Extensions.Configuration;

namespace JoinArena.PrivacyPortal.Tests.Deletion;

public sealed class DeletionOptionsTests
{
    [Theory]
    [InlineData(null, 24 * 60)]
    [InlineData("24:00:00", 24 * 60)]
    [InlineData("00:00:00", 0)]
    [InlineData("48:30:00", (48 * 60) + 30)]
    public void The_cooling_off_time_is_hours_minutes_and_seconds(string? setting, int minutes) =>
        Read(setting).CoolingOff.ShouldBe(TimeSpan.FromMinutes(minutes));

    [Theory]
    [InlineData("a day")]
    [InlineData("-01:00:00")]
    [InlineData("24")]
    [InlineData("169:00:00")]
    [InlineData("10:99:00")]
    public void An_invalid_cooling_off_time_is_named_with_an_example(string setting) =>
        Should
            .Throw<ConfigurationException>(() => Read(setting))
            .Message.ShouldBe(
                $"Portal__Deletion__CoolingOff: '{setting}' is not hours, minutes and seconds of at most seven days; "
                    + "for example Portal__Deletion__CoolingOff=24:00:00"
            );

    private static DeletionOptions Read(string? setting) =>
        DeletionOptions.FromConfiguration(
            new ConfigurationBuilder().AddInMemoryCollection([new("Portal:Deletion:CoolingOff", setting)]).Build()
        );
}
