using System.Globalization;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides;
using WsiDicomizer.SyntheticSlides.Formats.Hamamatsu;

namespace WsiDicomizer.Benchmarks;

/// <summary>Measures <c>convert</c> on an NDPI slide: tiles cut out of its scans, every coefficient kept.</summary>
internal static class NdpiBenchmark
{
    private const int Side = 12_000;

    // What the project promises.
    private const double LeastMegapixelsPerSecond = 150;

    /// <summary>Runs the benchmark.</summary>
    /// <returns>0 when the bound is kept, 1 otherwise.</returns>
    public static int Run(BenchmarkOptions options)
    {
        Directory.CreateDirectory(options.Folder);
        var path = Path.Combine(options.Folder, string.Create(CultureInfo.InvariantCulture, $"lossless-{Side}x{Side}.ndpi"));
        if (!File.Exists(path))
        {
            Console.WriteLine($"Making {Path.GetFileName(path)} ...");
            HamamatsuSyntheticSlide.Write(path, new HamamatsuSyntheticOptions { Size = new PixelSize(Side, Side) });
        }

        double megapixels;
        using (var slide = SlideFormats.Open(path))
        {
            megapixels = slide.Levels.Sum(level => level.Size.Area) / 1e6;
        }

        var output = Path.Combine(options.Folder, "ndpi");
        var run = new InTurn(output, options.Rounds)
            .Add("cp", "cp", path, output)
            .Add("convert", options.Program, "convert", path, "-o", output, "--quiet")
            .Run();
        var speed = megapixels / run.LastSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {megapixels:F0} MPix of all levels, {speed:F0} MPix/s; bound {LeastMegapixelsPerSecond:F0} MPix/s"));
        return speed >= LeastMegapixelsPerSecond ? 0 : 1;
    }
}
