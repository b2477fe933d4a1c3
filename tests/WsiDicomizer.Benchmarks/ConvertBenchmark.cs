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

    private const string Hash = "sha256sum";
    private const string Copy = "cp";
    private const string Convert = "convert";

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

        // Once without counting: the file comes into the page cache for all of them.
        Measurement.Run(Hash, slide);
        var runs = new Dictionary<string, List<Measurement>>(StringComparer.Ordinal);
        for (var round = 0; round < options.Rounds; round++)
        {
            Measure(runs, Hash, Hash, slide);
            Measure(runs, Copy, Copy, slide, _output);
            Measure(runs, Convert, options.Program, "convert", slide, "-o", _output, "--key-file", _key, "--quiet");
        }

        return Print(runs);
    }

    private void Measure(
        Dictionary<string, List<Measurement>> runs, string name, string program, params string[] arguments)
    {
        if (!runs.TryGetValue(name, out var list))
        {
            runs[name] = list = [];
        }

        RemoveOutput();
        // What the run before has written goes to the disk before the clock starts.
        Measurement.Run("sync");
        list.Add(Measurement.Run(program, arguments));
        RemoveOutput();
    }

    private void RemoveOutput()
    {
        if (Directory.Exists(_output))
        {
            Directory.Delete(_output, recursive: true);
        }

        File.Delete(_output);
    }

    private static bool Print(Dictionary<string, List<Measurement>> runs)
    {
        var hash = MedianSeconds(runs[Hash]);
        Console.WriteLine("  program      seconds   of sha256sum   peak MB");
        foreach (var (name, list) in runs)
        {
            var seconds = MedianSeconds(list);
            var peak = list.Max(run => run.PeakBytes) / 1e6;
            Console.WriteLine(Text($"  {name,-10} {seconds,9:F3} {seconds / hash,14:F2} {peak,9:F0}"));
        }

        var ratio = MedianSeconds(runs[Convert]) / hash;
        var bytes = runs[Convert].Max(run => run.PeakBytes);
        var kept = ratio <= MostOfSha256Sum && bytes <= MostBytes;
        Console.WriteLine(Text(
            $"  bounds: {MostOfSha256Sum:F2} of sha256sum, {MostBytes / 1e6:F0} MB: {(kept ? "kept" : "MISSED")}"));
        Console.WriteLine();
        return kept;
    }

    private static double MedianSeconds(List<Measurement> runs)
    {
        var sorted = runs.Select(run => run.Elapsed.TotalSeconds).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
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
