using Microsoft.Playwright;

namespace JoinArena.PrivacyPortal.Tests.Shell.Design;

/// <summary>
/// Compares pictures that the same browser took in the same run, so that fonts and versions cannot differ between them.
/// </summary>
internal static class PictureComparison
{
    /// <summary>
    /// By how much a channel of 0 to 255 may differ, in at most one pixel of 10,000: where edges are smoothed, a browser may
    /// round otherwise the next time.
    /// </summary>
    public const int ChannelTolerance = 8;

    private const double PixelTolerance = 0.0001;

    private const string CountDifferent = """
        async ([one, other, tolerance]) => {
          const pixels = async png => {
            const bytes = Uint8Array.from(atob(png), c => c.charCodeAt(0));
            const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
            const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
            const context = canvas.getContext('2d');
            context.drawImage(bitmap, 0, 0);
            return context.getImageData(0, 0, bitmap.width, bitmap.height);
          };
          const a = await pixels(one), b = await pixels(other);
          if (a.width !== b.width || a.height !== b.height) return 1;
          let different = 0;
          for (let i = 0; i < a.data.length; i += 4)
            if ([0, 1, 2].some(c => Math.abs(a.data[i + c] - b.data[i + c]) > tolerance)) different++;
          return different / (a.data.length / 4);
        }
        """;

    /// <returns>Which share of the pixels differs; 1 for pictures of different sizes.</returns>
    public static async Task<double> GetDifferenceAsync(IPage page, byte[] one, byte[] other)
    {
        // A page without a content security policy, which would forbid the decoding.
        var bench = await page.Context.NewPageAsync();
        try
        {
            return await bench.EvaluateAsync<double>(
                CountDifferent,
                new object[] { Convert.ToBase64String(one), Convert.ToBase64String(other), ChannelTolerance }
            );
        }
        finally
        {
            await bench.CloseAsync();
        }
    }

    /// <summary>Expects two pictures to be the same, but for the tolerance.</summary>
    public static async Task ExpectSameAsync(IPage page, byte[] one, byte[] other, string what) =>
        (await GetDifferenceAsync(page, one, other)).ShouldBeLessThanOrEqualTo(PixelTolerance, what);
}
