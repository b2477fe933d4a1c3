using System.Diagnostics;
using System.Globalization;
using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;

namespace WsiDicomizer.Benchmarks;

/// <summary>
/// Measures opening an instance of about 350 MB with 32,000 frames, its header and one random frame, in a warm process
/// and a warm page cache.
/// </summary>
internal static class ReadHeaderBenchmark
{
    private const int FrameCount = 32_000;
    private const int FrameBytes = 11_000;
    private const int WarmUps = 200;
    private const int Rounds = 201;
    private const double MostMilliseconds = 5;

    /// <summary>Runs the benchmark in a folder of its own.</summary>
    /// <returns>0 when the bound is kept, 1 otherwise.</returns>
    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("wsidicomizer-read-");
        try
        {
            var path = Path.Combine(folder.FullName, "frames.dcm");
            WriteInstance(path);
            return Measure(path) <= MostMilliseconds ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Measure(string path)
    {
        var megabytes = new FileInfo(path).Length / 1e6;
        Print($"read-header: {FrameCount} frames, {megabytes:F0} MB");
        var random = new Random(1);
        var whole = Median(3, () => ReadWhole(path));
        for (var round = 0; round < WarmUps; round++)
        {
            ReadHeaderAndFrame(path, random.Next(FrameCount));
        }

        var ours = Median(Rounds, () => ReadHeaderAndFrame(path, random.Next(FrameCount)));
        Print($"  header and one random frame   {ours,9:F3} ms (median of {Rounds}; bound {MostMilliseconds:F0} ms)");
        Print($"  the whole file read           {whole,9:F1} ms");
        Compare("dcmdump", path);
        Compare("/usr/bin/python3", "-W", "ignore", "-c", $"import pydicom; pydicom.dcmread('{path}', stop_before_pixels=True)");
        return ours;
    }

    private static void ReadHeaderAndFrame(string path, int frameIndex)
    {
        using var file = DicomFile.Open(path);
        var frame = DicomPixelData.Create(file.Dataset).GetFrame(frameIndex);
        var bytes = new byte[frame.Length];
        frame.Read(0, bytes);
        if (bytes[0] != (byte)frameIndex)
        {
            throw new InvalidOperationException("another frame");
        }
    }

    private static void ReadWhole(string path)
    {
        var buffer = new byte[1 << 20];
        using var handle = File.OpenHandle(path);
        var length = RandomAccess.GetLength(handle);
        for (long offset = 0; offset < length;)
        {
            offset += RandomAccess.Read(handle, buffer, offset);
        }
    }

    // With the start of the program, which is what a script has to wait for.
    private static void Compare(string program, params string[] arguments)
    {
        if (Find(program) is { } found)
        {
            var milliseconds = Median(3, () => Measurement.Run(found, arguments));
            Print($"  {Path.GetFileName(program),-10} (a process)        {milliseconds,9:F1} ms");
        }
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static double Median(int rounds, Action action)
    {
        var times = new double[rounds];
        for (var round = 0; round < rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            action();
            times[round] = watch.Elapsed.TotalMilliseconds;
        }

        Array.Sort(times);
        return times[rounds / 2];
    }

    private static void WriteInstance(string path)
    {
        var lengths = new long[FrameCount];
        Array.Fill(lengths, FrameBytes);
        var layout = EncapsulatedLayout.Create(lengths);
        var dataset = FunctionalGroupsBenchmark.Image(FrameCount);
        var meta = DicomFileMetaInformation.Of(dataset, DicomTransferSyntax.JPEGProcess1);
        using var writer = DicomFrameFileWriter.Create(path, meta, dataset, layout);
        var item = new byte[EncapsulatedLayout.ItemHeaderBytes + FrameBytes];
        for (var index = 0; index < FrameCount; index++)
        {
            DicomFrameFileWriter.WriteItemHeader(item, FrameBytes);
            item.AsSpan(EncapsulatedLayout.ItemHeaderBytes).Fill((byte)index);
            writer.WriteItems(index, item);
        }

        writer.Complete();
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
