using System.Globalization;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.Formats.Aperio;

namespace WsiDicomizer.Benchmarks;

/// <summary>
/// Measures <c>convert --transfer-syntax jpeg --reencode</c> on a slide of 12,000 × 12,000 pixels, in turn with what
/// libjpeg-turbo alone takes for the same tiles, so that what else happens on the machine hits both.
/// </summary>
internal static class EncodeBenchmark
{
    private const int Side = 12_000;

    // What the project promises: half of the fastest peer's 1.95 s, and at least 70 % of libjpeg-turbo's speed.
    private const double MostSeconds = 0.975;
    private const double LeastOfYardstick = 0.7;
    private const long MostBytes = 300_000_000;

    /// <summary>Runs the benchmark.</summary>
    /// <returns>0 when the bounds on memory and on the yardstick are kept, 1 otherwise.</returns>
    public static int Run(BenchmarkOptions options)
    {
        Directory.CreateDirectory(options.Folder);
        var slide = FindOrMakeSlide(options.Folder);
        var output = Path.Combine(options.Folder, "encoded");
        List<double> alone = [], whole = [];
        long peak = 0;
        for (var round = 0; round < options.Rounds + 1; round++)
        {
            var yardstick = ReadYardstick(slide);
            var target = string.Create(CultureInfo.InvariantCulture, $"{output}-{round}");
            Measurement.Run("sync");
            var run = Measurement.Run(
                options.Program, "convert", slide, "-o", target, "--transfer-syntax", "jpeg", "--reencode", "--quiet");
            Directory.Delete(target, recursive: true);

            // The first round brings everything into the page cache.
            if (round > 0)
            {
                alone.Add(yardstick);
                whole.Add(run.Elapsed.TotalSeconds);
                peak = Math.Max(peak, run.PeakBytes);
            }
        }

        // Of each round by itself: both halves of it had the same company.
        var part = Median([.. alone.Zip(whole, (first, second) => first / second)]);
        Print($"{Side}x{Side}, {options.Rounds} rounds in turn, medians");
        Print($"  libjpeg-turbo alone  {Median(alone):F3} s");
        Print($"  convert, whole run   {Median(whole):F3} s (least {whole.Min():F3}); bound on an idle machine {MostSeconds:F3} s");
        Print($"  part of its speed    {part:P0}; bound {LeastOfYardstick:P0}");
        Print($"  peak memory          {peak / 1e6:F0} MB; bound {MostBytes / 1e6:F0} MB");
        return part >= LeastOfYardstick && peak <= MostBytes ? 0 : 1;
    }

    private static double ReadYardstick(string slide)
    {
        var start = new System.Diagnostics.ProcessStartInfo(Environment.ProcessPath!, ["yardstick", slide]) { RedirectStandardOutput = true };
        using var process = System.Diagnostics.Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(text, CultureInfo.InvariantCulture);
    }

    private static string FindOrMakeSlide(string folder)
    {
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"encode-{Side}x{Side}.svs"));
        if (!File.Exists(path))
        {
            Console.WriteLine($"Making {Path.GetFileName(path)} ...");
            AperioSyntheticSlide.Write(path, new AperioSyntheticOptions
            {
                Variant = AperioVariant.ClassicYCbCr,
                Size = new PixelSize(Side, Side),
                Seed = 1,
            });
        }

        return path;
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
