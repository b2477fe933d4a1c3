using System.Security.Cryptography;
using WsiDicomizer.Dicom;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.SyntheticSlides.Formats.Aperio;

namespace WsiDicomizer.Conversion.Tests.DualTiff;

/// <summary>Files that are an instance and a TIFF, read back as both.</summary>
public sealed class DualTiffTests
{
    [Theory]
    [InlineData(AperioVariant.ClassicRgb, false, 7, 2)]
    [InlineData(AperioVariant.ClassicRgb, true, 7, 2)]
    [InlineData(AperioVariant.ClassicYCbCr, false, 7, 6)]
    [InlineData(AperioVariant.Gt450, true, 7, 6)]
    [InlineData(AperioVariant.Jp2k33003, false, 7, 6)]
    [InlineData(AperioVariant.Jp2k33005, true, 33005, 2)]
    public void Convert_EveryVariant_HasTheFramesAsTilesOfAPyramid(
        AperioVariant variant, bool isBig, int compression, int photometric)
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(variant));
        var result = Convert(slide, "out", isBig);

        using var file = SlideFile.Open(Path.Combine(result.Directory, "volume-0.dcm"));
        var tiff = TiffFile.Read(file, TiffLimits.Default);
        Assert.Equal(isBig ? TiffLayout.Big : TiffLayout.Classic, tiff.Header.Layout);
        Assert.Equal(2, tiff.Directories.Count);
        for (var level = 0; level < tiff.Directories.Count; level++)
        {
            var directory = tiff.Directories[level];
            Assert.Equal(level == 0 ? 0u : 1u, directory.ReadInteger(TiffTag.NewSubfileType));
            Assert.Equal((ulong)compression, directory.ReadInteger(TiffTag.Compression));
            Assert.Equal((ulong)photometric, directory.ReadInteger(TiffTag.PhotometricInterpretation));
            AssertTiles(file, directory, result, $"volume-{level}.dcm");
        }
    }

    [Fact]
    public void Convert_SmallerLevel_HasItsOwnLevelAlone()
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(AperioVariant.ClassicRgb));
        var result = Convert(slide, "out");

        using var file = SlideFile.Open(Path.Combine(result.Directory, "volume-1.dcm"));
        var directory = Assert.Single(TiffFile.Read(file, TiffLimits.Default).Directories);

        Assert.Equal(0u, directory.ReadInteger(TiffTag.NewSubfileType));
        AssertTiles(file, directory, result, "volume-1.dcm");
    }

    [Fact]
    public void Convert_DataSet_IsTheSameButForThePadding()
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(AperioVariant.ClassicRgb));
        var plain = slide.Convert(slide.CreateOutput("plain"));
        var dual = Convert(slide, "dual");

        foreach (var name in (string[])["volume-0.dcm", "volume-1.dcm"])
        {
            using var one = DicomFile.Open(Path.Combine(plain.Directory, name));
            using var two = DicomFile.Open(Path.Combine(dual.Directory, name));
            Assert.True(two.Dataset.Contains(DicomTag.DataSetTrailingPadding));
            Assert.Null(DicomDatasetComparer.FindDifference(
                one.Dataset.Clone().Remove(DicomTag.PixelData),
                two.Dataset.Clone().Remove(DicomTag.PixelData, DicomTag.DataSetTrailingPadding)));
            Assert.Equal(Frames(plain, name), Frames(dual, name));
        }

        Assert.Equal(
            Digest(Path.Combine(plain.Directory, "thumbnail.dcm")), Digest(Path.Combine(dual.Directory, "thumbnail.dcm")));
    }

    [Fact]
    public void Convert_ExtraBytes_AreDirectoriesAndSmallerLevelsAlone()
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(AperioVariant.ClassicRgb));
        var plain = slide.Convert(slide.CreateOutput("plain"));
        var dual = Convert(slide, "dual");

        for (var index = 0; index < 2; index++)
        {
            var side = dual.Instances[index].Tiff!;
            Assert.Equal(dual.Instances[index].FileLength - plain.Instances[index].FileLength, side.ExtraBytes);
            Assert.Equal(index == 0 ? 2 : 1, side.Levels);
        }

        Assert.InRange(dual.Instances[0].Tiff!.ExtraBytes, 1, plain.Instances[1].FileLength + 4_096);
        Assert.InRange(dual.Instances[1].Tiff!.ExtraBytes, 1, 4_096);
        Assert.Null(dual.Instances[^1].Tiff);
    }

    [Fact]
    public void Convert_Twice_GivesTheSameBytes()
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(AperioVariant.Gt450));
        var one = Convert(slide, "one", workers: 1);
        var two = Convert(slide, "two", workers: 4);

        Assert.All(
            Directory.EnumerateFiles(one.Directory),
            path => Assert.Equal(Digest(path), Digest(Path.Combine(two.Directory, Path.GetFileName(path)))));
    }

    // What the TIFF side says comes from the data set as it goes out: colour profile by reference, and nothing of whom.
    [Theory]
    [InlineData("level-iv")]
    [InlineData("identified")]
    public void Convert_Directories_HaveTheTagsOfThePicturesAlone(string profile)
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(AperioVariant.ClassicYCbCr));
        var result = slide.Convert(slide.CreateOutput("out"), profile, change: options => options with { DualTiff = true });

        using var file = SlideFile.Open(Path.Combine(result.Directory, "volume-0.dcm"));
        using var instance = DicomFile.Open(Path.Combine(result.Directory, "volume-0.dcm"));
        var tiff = TiffFile.Read(file, TiffLimits.Default);
        Assert.All(tiff.Directories, directory =>
        {
            Assert.Equal(
                [254, 256, 257, 258, 259, 262, 277, 282, 283, 284, 296, 322, 323, 324, 325, 530, 34675],
                directory.Entries.Select(entry => (int)entry.Tag));
            Assert.Equal(
                instance.Dataset.GetSequence(DicomTag.OpticalPathSequence).Items[0]
                    .GetDicomItem<DicomBytesElement>(DicomTag.ICCProfile).ToArray(),
                directory.ReadBytes(TiffTag.IccProfile));
        });
        var spacing = instance.Dataset.GetSequence(DicomTag.SharedFunctionalGroupsSequence).Items[0]
            .GetSequence(DicomTag.PixelMeasuresSequence).Items[0].GetValues<double>(DicomTag.PixelSpacing);
        Assert.Equal(10 / spacing[1], tiff.Directories[0].ReadReal(TiffTag.XResolution)!.Value, 6);
        Assert.Equal(3u, tiff.Directories[0].ReadInteger(TiffTag.ResolutionUnit));
    }

    [Fact]
    public void Convert_Jpeg2000_SaysWhoCannotReadIt()
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(AperioVariant.Jp2k33005));

        Assert.Contains(Convert(slide, "out").Notes, note => note.Contains("OpenSlide", StringComparison.Ordinal));
    }

    [Fact]
    public void Convert_Progress_ReachesItsTotal()
    {
        using var slide = new ConvertedSlide(ConvertedSlide.Small(AperioVariant.ClassicRgb));
        var last = new LastProgress();

        slide.Convert(
            slide.CreateOutput("out"), workers: 1, progress: last, change: options => options with { DualTiff = true });

        Assert.Equal(last.Value.FramesTotal, last.Value.FramesDone);
    }

    private static ConversionResult Convert(ConvertedSlide slide, string output, bool isBig = false, int workers = 2) =>
        slide.Convert(slide.CreateOutput(output), workers: workers, change: options => options with
        {
            DualTiff = true,
            BigTiffFrom = isBig ? 0 : options.BigTiffFrom,
        });

    private static void AssertTiles(SlideFile file, TiffDirectory directory, ConversionResult result, string name)
    {
        var instance = result.Instances.Single(instance => instance.FileName == name);
        Assert.Equal((ulong)instance.Size.Width, directory.ReadInteger(TiffTag.ImageWidth));
        Assert.Equal((ulong)instance.Size.Height, directory.ReadInteger(TiffTag.ImageLength));
        Assert.Equal((ulong)instance.FrameSize.Width, directory.ReadInteger(TiffTag.TileWidth));
        var offsets = directory.ReadIntegers(TiffTag.TileOffsets)!;
        var lengths = directory.ReadIntegers(TiffTag.TileByteCounts)!;
        var frames = Frames(result, name);
        Assert.Equal(frames.Count, offsets.Count);
        for (var index = 0; index < frames.Count; index++)
        {
            var tile = new byte[(int)lengths[index]];
            file.ReadExactly((long)offsets[index], tile);

            // A frame of odd length has a zero after it in DICOM.
            Assert.Equal(frames[index], System.Convert.ToHexString(tile) + (tile.Length % 2 == 0 ? string.Empty : "00"));
            Assert.Equal([0xFF, 0xD9], tile[^2..]);
        }
    }

    private static List<string> Frames(ConversionResult result, string name)
    {
        using var file = DicomFile.Open(Path.Combine(result.Directory, name));
        var pixels = DicomPixelData.Create(file.Dataset);
        return [.. Enumerable.Range(0, pixels.NumberOfFrames).Select(index =>
        {
            var source = pixels.GetFrame(index);
            var bytes = new byte[source.Length];
            source.Read(0, bytes);
            return System.Convert.ToHexString(bytes);
        })];
    }

    private static string Digest(string path)
    {
        using var stream = File.OpenRead(path);
        return System.Convert.ToHexString(SHA256.HashData(stream));
    }

    private sealed class LastProgress : IProgress<ConversionProgress>
    {
        public ConversionProgress Value { get; private set; }

        public void Report(ConversionProgress value) => Value = value;
    }
}
