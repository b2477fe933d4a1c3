using System.Diagnostics;
using System.Globalization;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Benchmarks;

/// <summary>Measures reading a data set with 180,000 items of per-frame functional groups.</summary>
internal static class FunctionalGroupsBenchmark
{
    private const int FrameCount = 180_000;
    private const int Rounds = 7;
    private const double MostSeconds = 1;

    /// <summary>Runs the benchmark in a folder of its own.</summary>
    /// <returns>0 when the bound is kept, 1 otherwise.</returns>
    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("wsidicomizer-groups-");
        try
        {
            var path = Path.Combine(folder.FullName, "groups.dcm");
            Write(path);
            var times = new double[Rounds];
            var processor = Environment.CpuUsage.TotalTime;
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var round = 0; round < Rounds; round++)
            {
                times[round] = Read(path);
            }

            var allocated = (GC.GetTotalAllocatedBytes(precise: true) - before) / Rounds;
            var busy = (Environment.CpuUsage.TotalTime - processor).TotalSeconds / Rounds;
            Array.Sort(times);
            var megabytes = new FileInfo(path).Length / 1e6;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"functional-groups: {FrameCount} items, {megabytes:F0} MB: {times[Rounds / 2]:F3} s (median of {Rounds}, "
                + $"slowest {times[^1]:F3} s; bound {MostSeconds:F0} s), {busy:F3} s of processor time, {allocated / 1e6:F0} MB allocated"));
            return times[Rounds / 2] <= MostSeconds ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The attributes of a whole slide image without its pixels.</summary>
    /// <param name="frameCount">NumberOfFrames.</param>
    internal static DicomDataset Image(int frameCount) => new()
    {
        { DicomTag.SOPClassUID, DicomUID.VLWholeSlideMicroscopyImageStorage },
        { DicomTag.SOPInstanceUID, "2.25.1" },
        { DicomTag.SamplesPerPixel, (ushort)3 },
        { DicomTag.PhotometricInterpretation, "RGB" },
        { DicomTag.PlanarConfiguration, (ushort)0 },
        { DicomTag.NumberOfFrames, frameCount },
        { DicomTag.Rows, (ushort)256 },
        { DicomTag.Columns, (ushort)256 },
        { DicomTag.BitsAllocated, (ushort)8 },
        { DicomTag.BitsStored, (ushort)8 },
        { DicomTag.HighBit, (ushort)7 },
        { DicomTag.PixelRepresentation, (ushort)0 },
    };

    private static double Read(string path)
    {
        var watch = Stopwatch.StartNew();
        using var file = DicomFile.Open(path);
        var count = file.Dataset.GetSequence(DicomTag.PerFrameFunctionalGroupsSequence).Items.Count;
        var seconds = watch.Elapsed.TotalSeconds;
        return count == FrameCount ? seconds : throw new InvalidOperationException("items are missing");
    }

    private static void Write(string path)
    {
        var items = new DicomDataset[FrameCount];
        for (var index = 0; index < items.Length; index++)
        {
            var (column, row) = (index % 600, index / 600);
            items[index] = new DicomDataset
            {
                {
                    DicomTag.FrameContentSequence,
                    new DicomDataset { { DicomTag.DimensionIndexValues, (uint)column + 1, (uint)row + 1 } }
                },
                {
                    DicomTag.PlanePositionSlideSequence,
                    new DicomDataset
                    {
                        { DicomTag.XOffsetInSlideCoordinateSystem, 20.5 + (column * 0.064) },
                        { DicomTag.YOffsetInSlideCoordinateSystem, 40.25 - (row * 0.064) },
                        { DicomTag.ZOffsetInSlideCoordinateSystem, 0.0 },
                    }
                },
            };
        }

        var dataset = Image(FrameCount).Add(new DicomSequence(DicomTag.PerFrameFunctionalGroupsSequence, items));
        new DicomFile(DicomFileMetaInformation.Of(dataset, DicomTransferSyntax.ExplicitVRLittleEndian), dataset).Save(path);
    }
}
