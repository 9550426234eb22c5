using System.Globalization;
using System.Text.RegularExpressions;
using Bunit;
using JoinArena.PrivacyPortal.Access;
using JoinArena.PrivacyPortal.Account.TwoFactor;
using JoinArena.PrivacyPortal.Shell.Localization;
using JoinArena.PrivacyPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace JoinArena.PrivacyPortal.Tests.Account.TwoFactor;

/// <summary>The code that a phone reads to set up the second step.</summary>
public sealed class QrCodeTests : BunitContext
{
    private const string Address =
        "otpauth://totp/JoinArena%20Privacy:ana%40people.example?secret=JBSWY3DPEHPK3PXP&issuer=JoinArena%20Privacy&digits=6";

    public QrCodeTests() =>
        Services
            .AddSingleton(TestLocalizer.English)
            .AddSingleton(TimeProvider.System)
            .AddScoped<DisplayFormatter>()
            .AddSingleton(new BasePath(""));

    [Fact]
    public void A_phone_reads_the_address_that_the_code_was_made_from()
    {
        var code = Render<QrCode>(p => p.Add(q => q.Text, Address).Add(q => q.Label, "Code to scan"));

        var drawn = code.Find("svg");
        drawn.GetAttribute("aria-label").ShouldBe("Code to scan");
        Read(drawn.GetAttribute("viewBox")!, code.Find("path").GetAttribute("d")!).ShouldBe(Address);
    }

    private static string? Read(string viewBox, string path)
    {
        const int Scale = 4;
        var size = int.Parse(viewBox.Split(' ')[2], CultureInfo.InvariantCulture);
        var pixels = new byte[size * Scale * size * Scale];
        Array.Fill(pixels, byte.MaxValue);
        foreach (
            Match module in Regex.Matches(
                path,
                @"M(?<x>\d+) (?<y>\d+)",
                RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(1)
            )
        )
        {
            var x = int.Parse(module.Groups["x"].Value, CultureInfo.InvariantCulture) * Scale;
            var y = int.Parse(module.Groups["y"].Value, CultureInfo.InvariantCulture) * Scale;
            for (var row = y; row < y + Scale; row++)
                Array.Fill(pixels, byte.MinValue, (row * size * Scale) + x, Scale);
        }

        var picture = new RGBLuminanceSource(pixels, size * Scale, size * Scale, RGBLuminanceSource.BitmapFormat.Gray8);
        return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(picture)))?.Text;
    }
}
