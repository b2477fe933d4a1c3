using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using WsiDicomizer.Slides;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Conversion.Tests.Vendors;

/// <summary>What a level's painter draws, beside what OpenSlide renders: before anything is encoded.</summary>
internal static class OpenSlideRendering
{
    private const string Python = "/usr/bin/python3";

    /// <summary>Why the comparison cannot run here, or null.</summary>
    public static string? Missing =>
        File.Exists(Python) && Directory.Exists("/usr/lib/python3/dist-packages/openslide")
            ? null
            : "needs Python 3 with OpenSlide, not here (./test installs it)";

    /// <summary>How like a painted level is to OpenSlide's.</summary>
    /// <param name="path">The slide.</param>
    /// <param name="level">A level of it.</param>
    /// <param name="unit">
    /// 0 where the level begins where OpenSlide's does; else it begins where the scanned part does, on a multiple of so many pixels
    /// of level 0.
    /// </param>
    /// <returns>Decibels; 999 where all pixels are the same.</returns>
    public static double Compare(string path, SlideLevel level, int unit)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, Paint(level));
            var script = Path.Combine(SharedSlides.RepositoryRoot, "tests", "WsiDicomizer.EndToEnd.Tests", "Scripts", "painted.py");
            string[] numbers = [Text(level.Size.Width), Text(level.Size.Height), Text(unit)];
            using var process = Process.Start(new ProcessStartInfo(Python, [script, path, Text(level.Index), file, .. numbers])
            {
                RedirectStandardOutput = true,
                Environment = { ["PYTHONDONTWRITEBYTECODE"] = "1", ["PYTHONWARNINGS"] = "ignore" },
            })!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            using var answer = JsonDocument.Parse(output);
            return answer.RootElement.GetProperty("psnr").GetDouble();
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static byte[] Paint(SlideLevel level)
    {
        var pixels = new byte[3 * level.Size.Area];
        var tile = new byte[3 * level.TileSize.Area];
        for (var index = 0; index < level.TileCount; index++)
        {
            level.TilePainter!.PaintTile(index, tile);
            var left = index % level.TileColumns * level.TileSize.Width;
            var top = index / level.TileColumns * level.TileSize.Height;
            var width = Math.Min(level.TileSize.Width, level.Size.Width - left);
            for (var y = 0; y < Math.Min(level.TileSize.Height, level.Size.Height - top); y++)
            {
                tile.AsSpan(3 * y * level.TileSize.Width, 3 * width).CopyTo(pixels.AsSpan(3 * (((top + y) * level.Size.Width) + left)));
            }
        }

        return pixels;
    }
}

/// <summary>A theory that OpenSlide is asked in; skipped, with the reason, where it is not here.</summary>
internal sealed class OpenSlideTheoryAttribute : TheoryAttribute
{
    public OpenSlideTheoryAttribute() =>
        Skip = Environment.GetEnvironmentVariable("WSIDICOMIZER_REQUIRE_TOOLS") == "1" ? null : OpenSlideRendering.Missing;
}
