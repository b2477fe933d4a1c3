using WsiDicomizer.Dicom;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Slides.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Dicom;

/// <summary>Which files of a folder are a slide, and which frames are which tiles.</summary>
public sealed class DicomSlideTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_AnyFileOfASeries_IsTheSameSlide()
    {
        var small = new DicomBuilder { Name = "a.dcm", SOPInstanceUID = "1.2.1", Size = new(5, 3) }.Write(_folder.Path);
        var large = new DicomBuilder { Name = "b.dcm", SOPInstanceUID = "1.2.2" }.Write(_folder.Path);
        var label = new DicomBuilder { Name = "c.dcm", SOPInstanceUID = "1.2.3", Role = "LABEL", Size = new(4, 4) }.Write(_folder.Path);
        File.WriteAllText(Path.Combine(_folder.Path, "notes.txt"), "no slide");

        using var bySmall = SlideFormats.Open(small);
        using var byLabel = SlideFormats.Open(label);
        using var byFolder = SlideFormats.Open(_folder.Path);

        foreach (var slide in new[] { bySmall, byLabel, byFolder })
        {
            Assert.Equal("dicom", slide.FormatName);
            Assert.Equal([large, small, label], slide.Files);
            Assert.Equal([new PixelSize(11, 7), new PixelSize(5, 3)], slide.Levels.Select(level => level.Size));
            Assert.Equal(AssociatedImageKind.Label, Assert.Single(slide.AssociatedImages).Kind);
            Assert.Equal(bySmall.Fingerprint.ToArray(), slide.Fingerprint.ToArray());
        }
    }

    [Fact]
    public void Open_OtherSeriesGlassAndClasses_ArePassedOver()
    {
        var path = new DicomBuilder().Write(_folder.Path);
        Other("series.dcm", "1.2.8", DicomTag.SeriesInstanceUID, "1.2.3.4.101");
        Other("glass.dcm", "1.2.9", DicomTag.ContainerIdentifier, "GLASS-78");
        Other("annotations.dcm", "1.2.10", DicomTag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.91.1");

        using var slide = SlideFormats.Open(path);

        Assert.Equal([path], slide.Files);
        Assert.Empty(slide.UnreadableFiles);
    }

    [Fact]
    public void Open_FolderWithTwoSlides_IsRefused()
    {
        new DicomBuilder().Write(_folder.Path);
        Other("series.dcm", "1.2.8", DicomTag.SeriesInstanceUID, "1.2.3.4.101");

        var exception = Assert.Throws<SlideFormatException>(() => SlideFormats.Open(_folder.Path));

        Assert.Equal(SlideProblem.Unsupported, exception.Problem);
        Assert.Contains("several slides", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadBytes_FullLevel_GivesTheFramesInTheirOrderInOneRead()
    {
        using var slide = SlideFormats.Open(new DicomBuilder().Write(_folder.Path));
        var level = slide.Levels[0];

        Assert.Equal(6, level.TileCount);
        for (var tile = 0; tile < level.TileCount; tile++)
        {
            Assert.All(ReadTile(level, tile), value => Assert.Equal(tile + 1, value));
        }

        var all = new byte[level.GetTileRange(5).End];
        level.ReadBytes(0, all);
        Assert.Equal(Enumerable.Range(1, 6).SelectMany(new DicomBuilder().PlainFrame), all);
    }

    [Fact]
    public void ReadBytes_SparseLevel_PutsFramesWhereTheirPositionsSay()
    {
        var path = new DicomBuilder { Positions = [(9, 1), (1, 5)] }.Write(_folder.Path);

        using var slide = SlideFormats.Open(path);
        var level = slide.Levels[0];

        Assert.Equal([0, 0, 48, 48, 0, 0], Enumerable.Range(0, 6).Select(tile => level.GetTileRange(tile).Length));
        Assert.All(ReadTile(level, 2), value => Assert.Equal(1, value));
        Assert.All(ReadTile(level, 3), value => Assert.Equal(2, value));
        Assert.Equal("frame 2", level.DescribeTile(3));
    }

    [Fact]
    public void Open_PositionsWithoutDimensionOrganizationType_CountAsSparse()
    {
        var path = new DicomBuilder
        {
            Positions = [(1, 1)],
            Change = dataset => dataset.Remove(DicomTag.DimensionOrganizationType),
        }.Write(_folder.Path);

        using var slide = SlideFormats.Open(path);

        Assert.Equal([48, 0, 0, 0, 0, 0], Enumerable.Range(0, 6).Select(tile => slide.Levels[0].GetTileRange(tile).Length));
    }

    [Fact]
    public void Open_ConcatenationInAnyFileOrder_IsOneLevel()
    {
        WritePart("a.dcm", 2, 2, [5, 6], 2);
        var first = WritePart("b.dcm", 1, 2, [1, 2, 3, 4], 2);

        using var slide = SlideFormats.Open(first);
        var level = Assert.Single(slide.Levels);

        for (var tile = 0; tile < 6; tile++)
        {
            Assert.All(ReadTile(level, tile), value => Assert.Equal(tile + 1, value));
        }

        Assert.Equal("part 2, frame 1", level.DescribeTile(4));
        Assert.Equal("files 1 to 2", level.Location);
        var across = new byte[96];
        level.ReadBytes(level.GetTileRange(3).Offset, across);
        Assert.Equal([.. new DicomBuilder().PlainFrame(4), .. new DicomBuilder().PlainFrame(5)], across);
    }

    [Theory]
    [InlineData(1, 2, "parts")]
    [InlineData(2, 2, "part 1")]
    public void Open_ConcatenationWithAMissingPart_IsRefused(int number, int total, string expected)
    {
        var path = WritePart("b.dcm", number, total, [1, 2, 3], total);

        var exception = Assert.Throws<SlideFormatException>(() => SlideFormats.Open(path));

        Assert.Equal(SlideProblem.Damaged, exception.Problem);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadBytes_FramesOfSeveralFragments_AreGathered()
    {
        var frames = Enumerable.Range(1, 6).Select(number => Enumerable.Range(0, 100 + (number * 10)).Select(value => (byte)(value * number)).ToArray()).ToArray();
        var path = new DicomBuilder { Syntax = DicomTransferSyntax.RLELossless, Frames = frames }.Write(_folder.Path);
        DicomBuilder.SplitFragments(path);

        using var slide = SlideFormats.Open(path);

        for (var tile = 0; tile < 6; tile++)
        {
            Assert.Equal(frames[tile], ReadTile(slide.Levels[0], tile));
        }
    }

    [Fact]
    public void Metadata_OfTheBaseLevel_IsUnderstood()
    {
        using var slide = SlideFormats.Open(new DicomBuilder().Write(_folder.Path));

        Assert.Equal(new PixelSpacing(0.25, 0.5), slide.Metadata.Spacing);
        Assert.Equal(new DateOnly(2024, 2, 29), slide.Metadata.AcquisitionDate);
        Assert.Equal(new TimeOnly(10, 11, 12), slide.Metadata.AcquisitionTime);
        Assert.Equal(TimeSpan.FromHours(1), slide.Metadata.UtcOffset);
        Assert.Equal(40, slide.Metadata.ObjectivePower);
        Assert.Equal("SN-0815", slide.Metadata.DeviceSerialNumber);
    }

    [Fact]
    public void ReadPixels_TiledLabel_IsPutTogetherAndCut()
    {
        new DicomBuilder { Name = "v.dcm", SOPInstanceUID = "1.2.9" }.Write(_folder.Path);
        var path = new DicomBuilder { Role = "LABEL", Size = new(6, 3) }.Write(_folder.Path);

        using var slide = SlideFormats.Open(path);
        var pixels = Assert.Single(slide.AssociatedImages).ReadPixels();

        Assert.Equal(6 * 3 * 3, pixels.Length);
        Assert.Equal([1, 2], new[] { pixels[9], pixels[12] });
    }

    private static byte[] ReadTile(SlideLevel level, int tile)
    {
        var range = level.GetTileRange(tile);
        var bytes = new byte[range.Length];
        level.ReadBytes(range.Offset, bytes);
        return bytes;
    }

    private string WritePart(string name, int number, int total, int[] frames, int stated) => new DicomBuilder
    {
        Name = name,
        SOPInstanceUID = $"1.2.3.{number}",
        Frames = [.. frames.Select(new DicomBuilder().PlainFrame)],
        Change = dataset => dataset
            .Add(DicomTag.ConcatenationUID, "1.2.3.4.50")
            .Add(DicomTag.InConcatenationNumber, number)
            .Add(DicomTag.InConcatenationTotalNumber, stated == total ? total : stated),
    }.Write(_folder.Path);

    private void Other(string name, string uid, DicomTag tag, string value) => new DicomBuilder
    {
        Name = name,
        SOPInstanceUID = uid,
        Change = dataset => dataset.AddOrUpdate(tag, value),
    }.Write(_folder.Path);
}
