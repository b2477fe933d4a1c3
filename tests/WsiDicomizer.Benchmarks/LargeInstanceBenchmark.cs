using System.Globalization;

namespace WsiDicomizer.Benchmarks;

/// <summary>
/// Writes instances of 512 MiB and of more than 4 GiB, reads them back at random frames, and compares memory with each other
/// and time with <c>cp</c>. Writing and reading are processes of their own, so that the kernel's peak is theirs.
/// </summary>
internal static class LargeInstanceBenchmark
{
    private const int SmallMebibytes = 512;

    private const string Usage = """
        dotnet run -c Release --project tests/WsiDicomizer.Benchmarks -- large [--folder DIR] [--size MIB] [--keep]

          --folder DIR   where the instance goes (default: in the folder for temporary files); twice its size is needed
          --size MIB     the size of the larger instance (default 4711)
          --keep         leaves the larger instance there
        """;

    /// <summary>Runs the benchmark, or one of its processes.</summary>
    /// <param name="arguments">What follows "large".</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments)
    {
        switch (arguments)
        {
            case ["write", var path, var frames]:
                LargeInstance.Write(path, int.Parse(frames, CultureInfo.InvariantCulture));
                return 0;
            case ["read", var path]:
                Console.WriteLine(LargeInstance.Read(path));
                return 0;
        }

        var folder = Path.Combine(Path.GetTempPath(), "wsidicomizer-benchmark");
        var mebibytes = 4711;
        var keep = false;
        for (var index = 0; index < arguments.Length; index++)
        {
            switch (arguments[index])
            {
                case "--folder" when index + 1 < arguments.Length:
                    folder = Path.GetFullPath(arguments[++index]);
                    break;
                case "--size" when index + 1 < arguments.Length
                    && int.TryParse(arguments[index + 1], NumberStyles.None, CultureInfo.InvariantCulture, out mebibytes):
                    index++;
                    break;
                case "--keep":
                    keep = true;
                    break;
                default:
                    Console.Error.WriteLine(Usage);
                    return 2;
            }
        }

        Directory.CreateDirectory(folder);
        Measure(Path.Combine(folder, "small.dcm"), SmallMebibytes, keep: false);
        Measure(Path.Combine(folder, "large.dcm"), mebibytes, keep);
        return 0;
    }

    private static void Measure(string path, int mebibytes, bool keep)
    {
        var copy = path + ".copy";
        try
        {
            var program = Environment.ProcessPath!;
            var written = Measurement.Run(program, "large", "write", path, mebibytes.ToString(CultureInfo.InvariantCulture));
            var bytes = new FileInfo(path).Length;
            var read = Measurement.Run(program, "large", "read", path);
            var copied = Measurement.Run("sh", "-c", "cp \"$0\" \"$1\" && sync \"$1\"", path, copy);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{bytes,13:N0} bytes: written in {written.Elapsed.TotalSeconds:F1} s ({written.PeakBytes >> 20} MiB at most), "
                + $"502 frames read in {read.Elapsed.TotalSeconds:F1} s ({read.PeakBytes >> 20} MiB at most), "
                + $"cp and sync {copied.Elapsed.TotalSeconds:F1} s, ratio {written.Elapsed / copied.Elapsed:F2}"));
        }
        finally
        {
            File.Delete(copy);
            if (!keep)
            {
                File.Delete(path);
            }
        }
    }
}
