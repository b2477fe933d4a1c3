using System.Text.Json;
using WsiDicomizer.Conversion.Instances;
using WsiDicomizer.Dicom;
using WsiDicomizer.Dicom.IO;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Imaging.Jpeg.Masking;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Tests.Instances;

/// <summary><c>overview: mask-label</c> for DICOM that comes in as DICOM.</summary>
public class OverviewInstanceTests
{
    private const string Profile = "research-longitudinal";
    private static readonly PixelSize Size = new(96, 32);
    private static readonly LabelArea Third = new(0, 0, 1 / 3.0, 1, IsShare: true);

    [Fact]
    public void Run_NobodySaidWhereTheLabelIs_DropsTheOverviewAndSaysWhy()
    {
        using var run = new InstanceRun();
        run.Save("overview", Overview(Jpeg()), DicomTransferSyntax.JPEGProcess1);

        var result = Assert.Single(run.Run(Profile).Results);

        Assert.Equal((InstanceStatus.Dropped, "OVERVIEW"), (result.Status, result.DroppedImage));
        Assert.Contains("--label-area", result.DropReason, StringComparison.Ordinal);
        var report = Report(run);
        Assert.Equal(1, report.GetProperty("inputs").GetProperty("droppedImages").GetProperty("OVERVIEW").GetInt32());
        Assert.Contains("--label-area", report.GetProperty("notMasked")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Jpeg_IsCoveredAndEveryOtherCoefficientStays()
    {
        using var run = new InstanceRun();
        var stream = Jpeg();
        run.Save("overview", Overview(stream), DicomTransferSyntax.JPEGProcess1);

        var result = Assert.Single(run.Run(Profile, labelArea: Third).Results);

        Assert.Equal(InstanceStatus.Delivered, result.Status);
        Assert.Equal(new PixelRectangle(0, 0, 32, 32), result.Mask!.Area);
        using var file = run.Open(result);
        file.Dataset.TryGetDicomItem<DicomFragmentSequence>(DicomTag.PixelData, out var fragments);
        var frame = new byte[fragments!.Fragments[0].Length];
        fragments.Fragments[0].Read(0, frame);
        Assert.Equal(
            JpegCoefficients.DigestOutside(stream, result.Mask.Area, JpegLimits.Default),
            JpegCoefficients.DigestOutside(frame, result.Mask.Area, JpegLimits.Default));
        using var codec = new JpegCodec(JpegLimits.Default);
        var samples = codec.Decode(frame).Samples;
        Assert.All(Enumerable.Range(0, 30 * 3), i => Assert.Equal(255, samples[i]));
        AssertSays(file.Dataset);
        var mask = Report(run).GetProperty("labelMasks")[0];
        Assert.Equal(("given", result.Mask.OutsideDigest), (mask.GetProperty("place").GetString(), mask.GetProperty("outsideSha256").GetString()));
    }

    [Fact]
    public void Run_Uncompressed_IsCoveredAndEveryOtherPixelStays()
    {
        using var run = new InstanceRun();
        run.Save("overview", Overview([]).AddOrUpdate(new DicomOtherByte(DicomTag.PixelData, [.. Pixels(), .. "DOE!"u8])));

        var result = Assert.Single(run.Run(Profile, labelArea: Third).Results);

        using var file = run.Open(result);
        var expected = Pixels();
        for (var row = 0; row < Size.Height; row++)
        {
            expected.AsSpan(row * Size.Width * 3, 32 * 3).Fill(255);
        }

        Assert.Equal(expected, file.Dataset.GetDicomItem<DicomBytesElement>(DicomTag.PixelData).ToArray());
        AssertSays(file.Dataset);
    }

    // What says itself that it shows no label needs no cover; what was told is covered all the same.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_OverviewWithoutLabel_StaysAsItIsUnlessTold(bool isTold)
    {
        using var run = new InstanceRun();
        run.Save(
            "overview",
            Overview(Jpeg()).AddOrUpdate(DicomTag.SpecimenLabelInImage, "NO").AddOrUpdate(DicomTag.BurnedInAnnotation, "NO"),
            DicomTransferSyntax.JPEGProcess1);

        var result = Assert.Single(run.Run(Profile, labelArea: isTold ? Third : null).Results);

        Assert.Equal((InstanceStatus.Delivered, isTold), (result.Status, result.Mask is not null));
    }

    [Theory]
    [InlineData("several frames", "only one frame")]
    [InlineData("planar", "interleaved")]
    [InlineData("YBR_FULL", "expected JPEG")]
    [InlineData("short", "expected JPEG")]
    [InlineData("lossless", "transfer syntax")]
    [InlineData("other size", "as large as")]
    [InlineData("no stream", "JPEG stream")]
    public void Run_CannotBeCovered_DropsTheOverviewWithTheReason(string kind, string reason)
    {
        using var run = new InstanceRun();
        var native = Overview([]).AddOrUpdate(new DicomOtherByte(DicomTag.PixelData, Pixels()));
        var (dataset, syntax) = kind switch
        {
            "several frames" => (native.AddOrUpdate(DicomTag.NumberOfFrames, 2), null),
            "planar" => (native.AddOrUpdate(DicomTag.PlanarConfiguration, (ushort)1), null),
            "YBR_FULL" => (native.AddOrUpdate(DicomTag.PhotometricInterpretation, "YBR_FULL"), null),
            "short" => (native.AddOrUpdate(DicomTag.Rows, (ushort)40), (DicomTransferSyntax?)null),
            "lossless" => (Overview(Jpeg()), DicomTransferSyntax.JPEGProcess14SV1),
            "other size" => (Overview(Jpeg()).AddOrUpdate(DicomTag.Rows, (ushort)40), DicomTransferSyntax.JPEGProcess1),
            _ => (Overview("no stream!"u8.ToArray()), DicomTransferSyntax.JPEGProcess1),
        };
        run.Save("overview", dataset, syntax);

        var result = Assert.Single(run.Run(Profile, labelArea: Third).Results);

        Assert.Equal(InstanceStatus.Dropped, result.Status);
        Assert.Contains(reason, result.DropReason, StringComparison.Ordinal);
    }

    // Under profiles that drop or keep overviews the area has no part.
    [Fact]
    public void Run_ProfileThatDropsOverviews_DropsThem()
    {
        using var run = new InstanceRun();
        run.Save("overview", Overview(Jpeg()), DicomTransferSyntax.JPEGProcess1);

        var result = Assert.Single(run.Run("level-iv", labelArea: Third).Results);

        Assert.Equal((InstanceStatus.Dropped, null), (result.Status, result.DropReason));
    }

    private static void AssertSays(DicomDataset dataset)
    {
        Assert.Equal("NO", dataset.GetString(DicomTag.BurnedInAnnotation));
        Assert.Equal("DERIVED", dataset.GetDicomItem<DicomStringElement>(DicomTag.ImageType).Values[0]);
        var type = dataset.GetSequence(DicomTag.SharedFunctionalGroupsSequence).Items[0]
            .GetSequence(DicomTag.WholeSlideMicroscopyImageFrameTypeSequence).Items[0];
        Assert.Equal(["DERIVED", "PRIMARY", "OVERVIEW", "NONE"], type.GetDicomItem<DicomStringElement>(DicomTag.FrameType).Values);
        Assert.False(dataset.Contains(DicomTag.IconImageSequence));
    }

    private static JsonElement Report(InstanceRun run) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(run.Output, "report.json"))).RootElement;

    private static DicomDataset Overview(byte[] frame)
    {
        string[] type = ["ORIGINAL", "PRIMARY", "OVERVIEW", "NONE"];
        var dataset = InstanceRun.Image(1)
            .AddOrUpdate(DicomTag.SOPClassUID, DicomUID.VLWholeSlideMicroscopyImageStorage)
            .AddOrUpdate(DicomTag.ImageType, type)
            .AddOrUpdate(DicomTag.SpecimenLabelInImage, "YES")
            .AddOrUpdate(DicomTag.BurnedInAnnotation, "YES")
            .AddOrUpdate(DicomTag.SamplesPerPixel, (ushort)3)
            .AddOrUpdate(DicomTag.PlanarConfiguration, (ushort)0)
            .AddOrUpdate(DicomTag.PhotometricInterpretation, frame.Length == 0 ? "RGB" : "YBR_FULL_422")
            .AddOrUpdate(DicomTag.NumberOfFrames, 1)
            .AddOrUpdate(DicomTag.Rows, (ushort)Size.Height)
            .AddOrUpdate(DicomTag.Columns, (ushort)Size.Width)
            .AddOrUpdate(new DicomSequence(DicomTag.IconImageSequence, InstanceRun.Image(2)))
            .AddOrUpdate(new DicomSequence(DicomTag.SharedFunctionalGroupsSequence, new DicomDataset
            {
                new DicomSequence(DicomTag.WholeSlideMicroscopyImageFrameTypeSequence, new DicomDataset { { DicomTag.FrameType, type } }),
            }));
        if (frame.Length > 0)
        {
            byte[] even = (frame.Length & 1) == 0 ? frame : [.. frame, 0];
            dataset.Add(new DicomFragmentSequence(DicomTag.PixelData, [0], [new MemoryByteSource(even)], [0]));
        }

        return dataset;
    }

    private static byte[] Jpeg()
    {
        using var codec = new JpegCodec(JpegLimits.Default);
        return codec.Encode(Pixels(), Size, new JpegEncodeOptions());
    }

    private static byte[] Pixels()
    {
        var pixels = new byte[Size.Area * 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)((i * 31) ^ (i / 7));
        }

        return pixels;
    }
}
