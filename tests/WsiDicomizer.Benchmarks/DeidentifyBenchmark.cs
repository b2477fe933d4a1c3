using System.Globalization;

namespace WsiDicomizer.Benchmarks;

/// <summary>
/// Measures <c>deidentify</c> on one large instance, native and compressed, in turn with <c>sha256sum</c> and <c>cp</c> of
/// the same file, and on many small ones.
/// </summary>
internal sealed class DeidentifyBenchmark(BenchmarkOptions options)
{
    // What the project promises.
    private const double MostOfSha256Sum = 0.5;
    private const long MostBytes = 150_000_000;
    private const double LeastPerSecond = 1000;
    private const int SmallInstances = 5000;

    private readonly string _key = Path.Combine(options.Folder, "key");
    private readonly string _output = Path.Combine(options.Folder, "output");

    /// <summary>Runs the benchmark.</summary>
    /// <returns>0 when every bound is kept, 1 otherwise.</returns>
    public static int Run(BenchmarkOptions options) => new DeidentifyBenchmark(options).RunAll();

    private int RunAll()
    {
        Directory.CreateDirectory(options.Folder);
        if (!File.Exists(_key))
        {
            Measurement.Run(options.Program, "key", "new", _key);
        }

        var kept = MeasureLarge("native.dcm", InstanceMaker.WriteNative);
        kept &= MeasureLarge("jpeg.dcm", path => InstanceMaker.WriteJpeg(path, withComments: false));
        kept &= MeasureLarge("jpeg-comments.dcm", path => InstanceMaker.WriteJpeg(path, withComments: true));
        return kept & MeasureSmall() ? 0 : 1;
    }

    private bool MeasureLarge(string name, Action<string> write)
    {
        var path = Path.Combine(options.Folder, name);
        if (!File.Exists(path))
        {
            write(path);
        }

        Print($"{name}, {new FileInfo(path).Length / 1e6:F0} MB, {options.Rounds} rounds in turn");
        return new InTurn(_output, options.Rounds)
            .Add("sha256sum", "sha256sum", path)
            .Add("cp", "cp", path, _output)
            .Add("deidentify", options.Program, "deidentify", path, "-o", _output, "--key-file", _key, "--quiet")
            .Run()
            .Keeps(MostOfSha256Sum, MostBytes);
    }

    private bool MeasureSmall()
    {
        var folder = Path.Combine(options.Folder, "small");
        InstanceMaker.WriteSmall(folder, SmallInstances);
        Print($"{SmallInstances} instances of 50 kB, {options.Rounds} rounds in turn");
        var turns = new InTurn(_output, options.Rounds)
            .Add("cp", "cp", "-r", folder, _output)
            .Add("deidentify", options.Program, "deidentify", folder, "-o", _output, "--key-file", _key, "--quiet")
            .Run();
        var perSecond = SmallInstances / turns.LastSeconds;
        Print($"  {perSecond:F0} instances per second; bound {LeastPerSecond:F0}: {(perSecond >= LeastPerSecond ? "kept" : "MISSED")}");
        return perSecond >= LeastPerSecond;
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
