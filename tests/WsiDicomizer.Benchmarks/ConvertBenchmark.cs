using System.Globalization;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.Formats.Aperio;

namespace WsiDicomizer.Benchmarks;

/// <summary>
/// Measures <c>convert</c> on a large synthetic Aperio slide, in turn with <c>sha256sum</c> and <c>cp</c> of the same
/// file, so that what else happens on the machine hits all of them.
/// </summary>
internal sealed class ConvertBenchmark(BenchmarkOptions options)
{
    // What the project promises.
    private const double MostOfSha256Sum = 0.6;
    private const long MostBytes = 150_000_000;

    private readonly string _key = Path.Combine(options.Folder, "key");
    private readonly string _output = Path.Combine(options.Folder, "output");

    /// <summary>Runs the benchmark.</summary>
    /// <returns>0 when every bound is kept, 1 otherwise.</returns>
    public static int Run(BenchmarkOptions options) => new ConvertBenchmark(options).RunAll();

    private int RunAll()
    {
        Directory.CreateDirectory(options.Folder);
        if (!File.Exists(_key))
        {
            Measurement.Run(options.Program, "key", "new", _key);
        }

        var kept = MeasureSlide(options.Width, options.Height);
        if (!options.SmallOnly)
        {
            kept &= MeasureSlide(options.Width * 2, options.Height * 2);
        }

        return kept ? 0 : 1;
    }

    private bool MeasureSlide(int width, int height)
    {
        var slide = FindOrMakeSlide(width, height);
        var megabytes = new FileInfo(slide).Length / 1e6;
        Console.WriteLine(Text($"{width}x{height}, {megabytes:F0} MB, {options.Rounds} rounds in turn"));

        return new InTurn(_output, options.Rounds)
            .Add("sha256sum", "sha256sum", slide)
            .Add("cp", "cp", slide, _output)
            .Add("convert", options.Program, "convert", slide, "-o", _output, "--key-file", _key, "--quiet")
            .Run()
            .Keeps(MostOfSha256Sum, MostBytes);
    }

    // Tiles of 256 pixels with few details: about 11 kB each, as in slides that were compressed for archives.
    private string FindOrMakeSlide(int width, int height)
    {
        var path = Path.Combine(options.Folder, Text($"synthetic-{width}x{height}.svs"));
        if (!File.Exists(path))
        {
            Console.WriteLine($"Making {Path.GetFileName(path)} ...");
            AperioSyntheticSlide.Write(
                path, new AperioSyntheticOptions { Size = new PixelSize(width, height), TileSize = 256, Seed = 1 });
        }

        return path;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
