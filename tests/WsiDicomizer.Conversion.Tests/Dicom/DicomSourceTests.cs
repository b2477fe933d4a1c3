using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Imaging.JpegLs;
using WsiDicomizer.Imaging.Rle;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tests.Support;
using WsiDicomizer.SyntheticSlides.Formats.Aperio;

namespace WsiDicomizer.Conversion.Tests.Dicom;

/// <summary>Slides that are DICOM already become DICOM again: frames as they were, and what the source says is kept.</summary>
public sealed class DicomSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Convert_Identified_KeepsWhatTheSourceSays()
    {
        using var file = ConvertOne(new DicomBuilder
        {
            Change = dataset => dataset
                .Add(new DicomLongString(new DicomTag(0x0009, 0x0010), "LAB 1"))
                .Add(new DicomLongString(new DicomTag(0x0009, 0x1001), "kept"))
                .Add(DicomTag.SpecimenDescriptionSequence, new DicomDataset { { DicomTag.SpecimenIdentifier, "S24-0815" } })
                .Add(DicomTag.LossyImageCompression, "01")
                .Add(DicomTag.LossyImageCompressionRatio, "12.5")
                .Add(DicomTag.LossyImageCompressionMethod, "ISO_10918_1"),
        }, "identified");
        var dataset = file.Dataset;

        Assert.Equal(DicomBuilder.Patient, dataset.GetString(DicomTag.PatientName));
        Assert.Equal("ACC-4711", dataset.GetString(DicomTag.AccessionNumber));
        Assert.Equal("Saint Elsewhere", dataset.GetString(DicomTag.InstitutionName));
        Assert.Equal("1.2.3.4.1000", dataset.GetString(DicomTag.StudyInstanceUID));
        Assert.Equal("1.2.3.4.10", dataset.GetString(DicomTag.FrameOfReferenceUID));
        Assert.Equal("kept", dataset.GetString(new DicomTag(0x0009, 0x1001)));
        Assert.Equal("12.5", dataset.GetString(DicomTag.LossyImageCompressionRatio));
        Assert.Equal("01", dataset.GetString(DicomTag.LossyImageCompression));
        Assert.Equal("20240229101112.5+0100", dataset.GetString(DicomTag.AcquisitionDateTime));
        var specimen = dataset.GetSequence(DicomTag.SpecimenDescriptionSequence).Items[0];
        Assert.Equal("S24-0815", specimen.GetString(DicomTag.SpecimenIdentifier));
        Assert.True(specimen.Contains(DicomTag.SpecimenPreparationSequence));
    }

    [Fact]
    public void Convert_Identified_IsANewInstanceThatNamesItsSource()
    {
        using var file = ConvertOne(new DicomBuilder(), "identified");

        Assert.NotEqual("1.2.3.4.1", file.Dataset.GetString(DicomTag.SOPInstanceUID));
        Assert.NotEqual(DicomBuilder.Series, file.Dataset.GetString(DicomTag.SeriesInstanceUID));
        var reference = file.Dataset.GetSequence(DicomTag.SourceImageSequence).Items[0];
        Assert.Equal("1.2.3.4.1", reference.GetString(DicomTag.ReferencedSOPInstanceUID));
        var series = file.Dataset.GetSequence(DicomTag.ReferencedSeriesSequence).Items[0];
        Assert.Equal(DicomBuilder.Series, series.GetString(DicomTag.SeriesInstanceUID));
    }

    [Fact]
    public void Convert_LevelIv_TakesTheSourcesIdentityOff()
    {
        using var file = ConvertOne(new DicomBuilder(), "level-iv");
        var bytes = File.ReadAllBytes(Directory.EnumerateFiles(_folder.Path, "volume-0.dcm", SearchOption.AllDirectories).Single());

        foreach (var value in new[] { "DOE", "MRN-", "ACC-4711", "Saint Elsewhere", "SN-0815", "GLASS-77", "1.2.3.4.100", "20240229" })
        {
            Assert.True(bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(value)) < 0, value);
        }
    }

    [Fact]
    public void Convert_SparseFrames_GoOutFullWithWhiteWhereNoneWas()
    {
        using var file = ConvertOne(new DicomBuilder { Positions = [(9, 1), (1, 5)] }, "identified");
        var pixels = DicomPixelData.Create(file.Dataset);

        Assert.Equal("TILED_FULL", file.Dataset.GetString(DicomTag.DimensionOrganizationType));
        Assert.False(file.Dataset.Contains(DicomTag.PerFrameFunctionalGroupsSequence));
        Assert.Equal([255, 255, 1, 2, 255, 255], Enumerable.Range(0, pixels.NumberOfFrames).Select(frame => (int)Read(pixels, frame)[0]));
    }

    [Fact]
    public void Convert_Concatenation_IsOneInstance()
    {
        DicomBuilder Part(int number, int[] frames) => new()
        {
            Name = $"{number}.dcm",
            SOPInstanceUID = $"1.2.3.{number}",
            Frames = [.. frames.Select(new DicomBuilder().PlainFrame)],
            Change = dataset => dataset.Add(DicomTag.ConcatenationUID, "1.2.3.4.50").Add(DicomTag.InConcatenationNumber, number),
        };
        Part(2, [5, 6]).Write(_folder.Path);

        using var file = ConvertOne(Part(1, [1, 2, 3, 4]), "identified");
        var pixels = DicomPixelData.Create(file.Dataset);

        Assert.Equal([1, 2, 3, 4, 5, 6], Enumerable.Range(0, 6).Select(frame => (int)Read(pixels, frame)[0]));
        Assert.False(file.Dataset.Contains(DicomTag.ConcatenationUID));
    }

    [Fact]
    public void Convert_JpegLsWithComments_DropsThemAndKeepsTheCodedData()
    {
        using var codec = new JpegLsCodec(JpegLsLimits.Default);
        var sound = Enumerable.Range(1, 6).Select(number => codec.Encode(new DicomBuilder().PlainFrame(number * 9), new PixelSize(4, 4))).ToArray();
        byte[] comment = [0xFF, 0xFE, 0, 10, .. "Jane Doe"u8];

        using var file = ConvertOne(
            new DicomBuilder
            {
                Syntax = DicomTransferSyntax.JPEGLSLossless,
                Frames = [.. sound.Select(frame => (byte[])[.. frame[..2], .. comment, .. frame[2..]])],
            },
            "level-iv");

        Assert.Equal(DicomTransferSyntax.JPEGLSLossless, file.FileMetaInfo.TransferSyntax);
        AssertFrames(sound, file);
    }

    [Fact]
    public void Convert_RleWithSpareBytes_DropsThemAndKeepsTheCodes()
    {
        var sound = Enumerable.Range(1, 6).Select(number => RleFrame.Encode([.. Enumerable.Range(0, 48).Select(index => (byte)(index * number))], 4, 3)).ToArray();

        using var file = ConvertOne(
            new DicomBuilder { Syntax = DicomTransferSyntax.RLELossless, Frames = [.. sound.Select(frame => (byte[])[.. frame, .. "Jane Doe"u8])] },
            "level-iv");

        Assert.Equal(DicomTransferSyntax.RLELossless, file.FileMetaInfo.TransferSyntax);
        AssertFrames(sound, file);
    }

    [Fact]
    public void Convert_PlanarPixels_GoOutInterleaved()
    {
        using var file = ConvertOne(
            new DicomBuilder
            {
                Size = new(4, 4),
                Frames = [[.. Enumerable.Range(0, 48).Select(index => (byte)index)]],
                Change = dataset => dataset.AddOrUpdate(DicomTag.PlanarConfiguration, 1),
            },
            "identified");
        var pixels = DicomPixelData.Create(file.Dataset);

        Assert.Equal(PlanarConfiguration.Interleaved, pixels.PlanarConfiguration);
        Assert.Equal([0, 16, 32, 1, 17, 33], Read(pixels, 0)[..6]);
    }

    [Fact]
    public void Convert_ALevelThatShowsTheLabel_IsRefusedUnlessLabelsAreKept()
    {
        var builder = new DicomBuilder { Change = dataset => dataset.Add(DicomTag.SpecimenLabelInImage, "YES") };

        var exception = Assert.Throws<ConversionException>(() => ConvertOne(builder, "level-iv"));

        Assert.Contains("SpecimenLabelInImage", exception.Message, StringComparison.Ordinal);
        using var file = ConvertOne(builder with { Name = "b.dcm" }, "identified", remove: "a.dcm");
        Assert.Equal("YES", file.Dataset.GetString(DicomTag.SpecimenLabelInImage));
    }

    [Theory]
    [InlineData("NO", "NO", "public-release", true)]
    [InlineData("NO", null, "public-release", false)]
    [InlineData("YES", "NO", "public-release", false)]
    [InlineData("NO", null, "level-iv", true)]
    public void Convert_AThumbnail_IsKeptUnlabeledWhereTheSourceSaysThatItIs(string annotation, string? label, string profile, bool isKept)
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(AperioVariant.ClassicRgb));
        var first = slide.Convert(slide.CreateOutput("identified"), "identified");
        var thumbnail = Path.Combine(first.Directory, "thumbnail.dcm");
        var changed = Path.Combine(first.Directory, "changed.dcm");
        using (var file = DicomFile.Open(thumbnail))
        {
            Assert.Equal(("NO", "NO"), (file.Dataset.GetString(DicomTag.BurnedInAnnotation), file.Dataset.GetString(DicomTag.SpecimenLabelInImage)));
            file.Dataset.AddOrUpdate(DicomTag.BurnedInAnnotation, annotation);
            file.Dataset.Remove(DicomTag.SpecimenLabelInImage);
            if (label is not null)
            {
                file.Dataset.Add(DicomTag.SpecimenLabelInImage, label);
            }

            file.Save(changed);
        }

        File.Delete(thumbnail);
        var again = Convert(Path.Combine(first.Directory, "volume-0.dcm"), slide.CreateOutput("again"), profile);

        Assert.Equal(isKept, File.Exists(Path.Combine(again.Directory, "thumbnail.dcm")));
    }

    [Fact]
    public void Convert_OwnOutput_HasTheSameFrames()
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(AperioVariant.ClassicRgb));
        var first = slide.Convert(slide.CreateOutput("identified"), "identified");
        var sources = Directory.EnumerateFiles(first.Directory, "volume-*.dcm").Order(StringComparer.Ordinal).ToArray();

        var again = Convert(sources[0], slide.CreateOutput("again"), "level-iv");

        foreach (var path in sources)
        {
            using var before = DicomFile.Open(path);
            using var after = DicomFile.Open(Path.Combine(again.Directory, Path.GetFileName(path)));
            var frames = DicomPixelData.Create(before.Dataset);
            AssertFrames([.. Enumerable.Range(0, frames.NumberOfFrames).Select(frame => Read(frames, frame))], after);
        }
    }

    private static void AssertFrames(byte[][] expected, DicomFile file)
    {
        var pixels = DicomPixelData.Create(file.Dataset);
        Assert.Equal(expected.Length, pixels.NumberOfFrames);
        for (var frame = 0; frame < expected.Length; frame++)
        {
            // One byte may make it even.
            var bytes = Read(pixels, frame);
            Assert.InRange(bytes.Length - expected[frame].Length, 0, 1);
            Assert.Equal(expected[frame], bytes[..expected[frame].Length]);
        }
    }

    private static byte[] Read(DicomPixelData pixels, int frame)
    {
        var source = pixels.GetFrame(frame);
        var bytes = new byte[source.Length];
        source.Read(0, bytes);
        return bytes;
    }

    private static ConversionResult Convert(string path, string output, string profile)
    {
        var converter = new SlideConverter(new ConversionOptions
        {
            Profile = ConvertedSlide.Profile(profile),
            Key = new ProjectKey(new byte[ProjectKey.LengthBytes]),
            Workers = 2,
        });
        using var slide = SlideFormats.Open(path);
        return converter.Convert(slide, output, progress: null, CancellationToken.None);
    }

    private DicomFile ConvertOne(DicomBuilder builder, string profile, string? remove = null)
    {
        if (remove is not null)
        {
            File.Delete(Path.Combine(_folder.Path, remove));
        }

        var path = builder.Write(_folder.Path);
        var output = Directory.CreateDirectory(Path.Combine(_folder.Path, "out-" + profile)).FullName;
        return DicomFile.Open(Path.Combine(Convert(path, output, profile).Directory, "volume-0.dcm"));
    }
}
