using System.Globalization;
using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.Formats.Aperio;

namespace WsiDicomizer.Conversion.Tests.Planning;

/// <summary>Levels split by a file size: PS3.3 C.7.6.16.2.2.4, and what readers demand beyond it.</summary>
public sealed class ConcatenationTests : IDisposable
{
    private const long Limit = 250_000;

    private static readonly DicomTag[] OfThePartAlone =
    [
        DicomTag.SOPInstanceUID, DicomTag.NumberOfFrames, DicomTag.InConcatenationNumber,
        DicomTag.ConcatenationFrameOffsetNumber, DicomTag.PixelData,
    ];

    private readonly ConvertedSlide _slide = new(
        new AperioSyntheticOptions { Variant = AperioVariant.ClassicRgb, Size = new PixelSize(2400, 1800) });

    [Fact]
    public void Convert_LevelThatIsTooLarge_BecomesPartsWithinTheLimit()
    {
        var result = Convert("out", Limit);

        var parts = PartsOf(result);
        Assert.True(parts.Count >= 3);
        Assert.All(result.Instances, instance =>
        {
            Assert.InRange(instance.FileLength, 1, Limit);
            Assert.Equal(instance.FileLength, new FileInfo(Path.Combine(result.Directory, instance.FileName)).Length);
        });
        Assert.Equal(
            Enumerable.Range(1, parts.Count).Select(number => $"volume-0-{number}.dcm"), parts.Select(part => part.FileName));
        Assert.False(File.Exists(Path.Combine(result.Directory, "volume-0.dcm")));

        // One more frame would not have fitted: there are no more parts than it takes.
        Assert.All(parts.SkipLast(1), part => Assert.InRange(part.FileLength, Limit - 30_000, Limit));
    }

    [Fact]
    public void Convert_Parts_HoldTheFramesOfTheWholeInOrder()
    {
        var whole = _slide.Convert(_slide.CreateOutput("whole"));
        var result = Convert("out", Limit);

        var frames = PartsOf(result).SelectMany(part => Frames(result, part.FileName)).ToList();
        Assert.Equal(Frames(whole, "volume-0.dcm"), frames);
        Assert.Equal(
            whole.Instances[0].FrameDigests.ToArray(),
            PartsOf(result).SelectMany(part => part.FrameDigests.ToArray()));
    }

    [Fact]
    public void Convert_Parts_DifferInNothingButTheirPlace()
    {
        var result = Convert("out", Limit);
        var parts = PartsOf(result);
        using var first = Open(result, parts[0].FileName);
        var total = parts.Count;
        var offset = 0;
        for (var index = 0; index < total; index++)
        {
            using var part = Open(result, parts[index].FileName);
            Assert.Equal(index + 1, part.Dataset.GetSingleValue<int>(DicomTag.InConcatenationNumber));
            Assert.Equal(total, part.Dataset.GetSingleValue<int>(DicomTag.InConcatenationTotalNumber));
            Assert.Equal(offset, part.Dataset.GetSingleValue<int>(DicomTag.ConcatenationFrameOffsetNumber));
            Assert.Equal("TILED_FULL", part.Dataset.GetString(DicomTag.DimensionOrganizationType));
            offset += part.Dataset.GetSingleValue<int>(DicomTag.NumberOfFrames);
            Assert.Null(DicomDatasetComparer.FindDifference(Common(first), Common(part)));
        }

        Assert.Equal(FrameCountOf(first), offset);
        Assert.Equal(total, parts.Select(part => part.SOPInstanceUID).Distinct().Count());
        Assert.DoesNotContain(
            first.Dataset.GetString(DicomTag.SOPInstanceUIDOfConcatenationSource), parts.Select(part => part.SOPInstanceUID));
    }

    [Fact]
    public void Convert_UnsplitInstances_SayNothingOfConcatenations()
    {
        var result = Convert("out", Limit);

        Assert.Contains(result.Instances, instance => instance.FileName == "volume-1.dcm");
        foreach (var instance in result.Instances.Where(instance => instance.Part is null))
        {
            using var file = Open(result, instance.FileName);
            Assert.False(file.Dataset.Contains(DicomTag.ConcatenationUID));
            Assert.False(file.Dataset.Contains(DicomTag.InConcatenationNumber));
        }
    }

    // A limit just above and just below the file: never one part alone, never more than is allowed.
    [Fact]
    public void Convert_LimitAroundTheFileLength_SplitsOnlyBelowIt()
    {
        var length = _slide.Convert(_slide.CreateOutput("whole")).Instances[0].FileLength;

        Assert.Empty(PartsOf(Convert("at", length)));
        var below = PartsOf(Convert("below", length - 1));
        Assert.Equal(2, below.Count);
        Assert.All(below, part => Assert.InRange(part.FileLength, 1, length - 1));
    }

    [Fact]
    public void Convert_AnyLimit_IsKept()
    {
        var random = new Random(20261121);
        for (var run = 0; run < 8; run++)
        {
            var limit = random.Next(200_000, 600_000);

            Assert.All(Convert($"run-{run}", limit).Instances, instance => Assert.InRange(instance.FileLength, 1, limit));
        }
    }

    [Fact]
    public void Convert_LimitSmallerThanOneFrame_NamesTheLeastThatGoes()
    {
        var output = _slide.CreateOutput("out");
        long limit = 10_000;

        var exception = Assert.Throws<ConversionException>(() => Convert(limit));
        Assert.StartsWith("volume-0.dcm: ", exception.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(output));

        // Each instance has a least size of its own: the advice leads from the largest level to the thumbnail, and ends.
        limit = Advice(exception);
        exception = Assert.Throws<ConversionException>(() => Convert(limit));
        Assert.StartsWith("thumbnail.dcm: ", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ConversionException>(() => Convert(Advice(exception) - 1));
        Assert.NotEmpty(PartsOf(Convert(Advice(exception))));

        ConversionResult Convert(long bytes) =>
            _slide.Convert(output, change: options => options with { MaximumInstanceBytes = bytes });

        static long Advice(ConversionException exception) =>
            long.Parse(exception.Message.Split("at least ")[1].Split(' ')[0], CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Convert_AnotherLimit_GivesOtherUidsOfPartsAndTheSameSource()
    {
        var one = Convert("one", Limit);
        var two = Convert("two", Limit + 20_000);

        Assert.Empty(PartsOf(one).Select(part => part.SOPInstanceUID)
            .Intersect(PartsOf(two).Select(part => part.SOPInstanceUID)));
        using var first = Open(one, "volume-0-1.dcm");
        using var second = Open(two, "volume-0-1.dcm");
        Assert.NotEqual(
            first.Dataset.GetString(DicomTag.ConcatenationUID), second.Dataset.GetString(DicomTag.ConcatenationUID));
        Assert.Equal(
            first.Dataset.GetString(DicomTag.SOPInstanceUIDOfConcatenationSource),
            second.Dataset.GetString(DicomTag.SOPInstanceUIDOfConcatenationSource));
    }

    [Fact]
    public void Convert_BothSplitAndTiff_IsRefused() => Assert.Throws<ArgumentException>(() => _slide.Convert(
        _slide.CreateOutput("out"), change: options => options with { MaximumInstanceBytes = Limit, DualTiff = true }));

    public void Dispose() => _slide.Dispose();

    private ConversionResult Convert(string output, long limit) =>
        _slide.Convert(_slide.CreateOutput(output), change: options => options with { MaximumInstanceBytes = limit });

    private static List<ConvertedInstance> PartsOf(ConversionResult result) =>
        [.. result.Instances.Where(instance => instance.Part is not null && instance.FileName.StartsWith("volume-0", StringComparison.Ordinal))];

    private static DicomFile Open(ConversionResult result, string name) => DicomFile.Open(Path.Combine(result.Directory, name));

    private static DicomDataset Common(DicomFile file) => file.Dataset.Clone().Remove(OfThePartAlone);

    private static int FrameCountOf(DicomFile file) =>
        (((file.Dataset.GetSingleValue<int>(DicomTag.TotalPixelMatrixColumns) - 1) / file.Dataset.GetSingleValue<int>(DicomTag.Columns)) + 1)
        * (((file.Dataset.GetSingleValue<int>(DicomTag.TotalPixelMatrixRows) - 1) / file.Dataset.GetSingleValue<int>(DicomTag.Rows)) + 1);

    private static List<string> Frames(ConversionResult result, string name)
    {
        using var file = Open(result, name);
        var pixels = DicomPixelData.Create(file.Dataset);
        return [.. Enumerable.Range(0, pixels.NumberOfFrames).Select(index =>
        {
            var source = pixels.GetFrame(index);
            var bytes = new byte[source.Length];
            source.Read(0, bytes);
            return System.Convert.ToHexString(bytes);
        })];
    }
}
