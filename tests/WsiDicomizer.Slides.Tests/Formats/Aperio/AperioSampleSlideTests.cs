using System.Text;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Slides.Tests.Formats.Aperio;

/// <summary>Real slides, and synthetic ones that OpenSlide recognises.</summary>
public class AperioSampleSlideTests
{
    private const string Cmu = "aperio/CMU-1-Small-Region.svs";

    private static readonly string[] SyntheticSlides =
        ["synthetic/aperio-classic-rgb.svs", "synthetic/aperio-33005.svs", "synthetic/aperio-zero-tile.svs"];

    private static readonly string[] AllSlides =
        [Cmu, "aperio/openslide-python-small.svs", "aperio/openslide-python-unreadable.svs", .. SyntheticSlides];

    public static TheoryData<string> Synthetic => [.. SyntheticSlides];

    public static TheoryData<string> All => [.. AllSlides];

    [SharedSlidesFact]
    public void Open_Cmu1SmallRegion_HasLevelsPicturesAndMetadata()
    {
        using var slide = Open(Cmu);
        Assert.Equal("aperio", slide.FormatName);
        var level = Assert.Single(slide.Levels);
        Assert.Equal(new PixelSize(2220, 2967), level.Size);
        Assert.Equal(new PixelSize(240, 240), level.TileSize);
        Assert.Equal((10, 13, 130), (level.TileColumns, level.TileRows, level.TileCount));
        Assert.Equal(new ByteRange(16, 0x0E64), level.GetTileRange(0));
        Assert.Equal(TileCompression.Jpeg, level.Encoding.Compression);
        Assert.Equal(TileColor.Rgb, level.Encoding.Color);
        Assert.Equal(289, level.Encoding.JpegTables.Length);
        Assert.Equal("7 (JPEG)", level.Encoding.VendorName);
        Assert.Equal(0.499, level.Spacing!.Value.XMicrometres, 9);
        Assert.Equal(
            [
                (AssociatedImageKind.Thumbnail, new PixelSize(574, 768), TileCompression.Jpeg),
                (AssociatedImageKind.Label, new PixelSize(387, 463), TileCompression.Lzw),
                (AssociatedImageKind.Macro, new PixelSize(1280, 431), TileCompression.Jpeg),
            ],
            slide.AssociatedImages.Select(image => (image.Kind, image.Size, image.Encoding.Compression)));
        Assert.True(slide.AssociatedImages[1].Encoding.HorizontalPredictor);
        Assert.Equal(0, slide.IccProfile.Length);
        Assert.Equal(32, slide.Fingerprint.Length);
    }

    [SharedSlidesFact]
    public void Metadata_Cmu1SmallRegion_IsThatOfTheScan()
    {
        using var slide = Open(Cmu);
        var metadata = slide.Metadata;
        Assert.Equal("Aperio", metadata.Manufacturer);
        Assert.Null(metadata.ManufacturerModelName);
        Assert.Equal("CPAPERIOCS", metadata.DeviceSerialNumber);
        Assert.Equal(["Aperio Image Library v11.2.1", "Aperio Image Library v10.0.51"], metadata.SoftwareVersions);
        Assert.Equal(new DateOnly(2009, 12, 29), metadata.AcquisitionDate);
        Assert.Equal(new TimeOnly(9, 59, 15), metadata.AcquisitionTime);
        Assert.Null(metadata.UtcOffset);
        Assert.Equal(20, metadata.ObjectivePower);
        Assert.Equal(new PixelSpacing(0.499, 0.499), metadata.Spacing);
        Assert.Equal(new SlidePosition(25.691574, 23.449873), metadata.Origin);
        Assert.Equal("b414003d-95c6-48b0-9369-8010ed517ba7", metadata.Operator);
        Assert.Equal("JPEG/RGB Q=30", metadata.CompressionDescription);
        Assert.Equal(21, metadata.VendorProperties.Count);
    }

    [SharedSlidesFact]
    public void IdentityRecords_Cmu1SmallRegion_AreAllOfThem()
    {
        using var slide = Open(Cmu);
        string[] expected =
        [
            "file name|file name|FileName|CMU-1-Small-Region", "page 2|label image|LabelImage|", "page 3|macro image|MacroImage|",
            .. new[] { 0, 1 }.SelectMany(page => new[]
            {
                $"page {page}, tag 270 ImageDescription|ScanScope ID|Serial|CPAPERIOCS",
                $"page {page}, tag 270 ImageDescription|Filename|Identifier|CMU-1",
                $"page {page}, tag 270 ImageDescription|Date|Date|12/29/09",
                $"page {page}, tag 270 ImageDescription|Time|Time|09:59:15",
                $"page {page}, tag 270 ImageDescription|User|Person|b414003d-95c6-48b0-9369-8010ed517ba7",
                $"page {page}, tag 270 ImageDescription|ImageID|Identifier|1004486",
            }),
        ];
        Assert.Equal(
            expected, slide.IdentityRecords.Select(r => $"{r.Location}|{r.Name}|{r.Kind}|{r.Value}"));
    }

    [SharedSlidesTheory]
    [MemberData(nameof(Synthetic))]
    public void Open_SyntheticSlide_HasTwoLevelsAndThreePictures(string path)
    {
        using var slide = Open(path);
        Assert.Equal([new PixelSize(1700, 1300), new PixelSize(425, 325)], slide.Levels.Select(level => level.Size));
        Assert.Equal(
            [AssociatedImageKind.Thumbnail, AssociatedImageKind.Label, AssociatedImageKind.Macro],
            slide.AssociatedImages.Select(image => image.Kind));
        Assert.Equal(new PixelSpacing(0.499, 0.499), slide.Metadata.Spacing);
        Assert.Equal(slide.Metadata.Spacing, slide.Levels[0].Spacing);
        Assert.Equal(1.996, slide.Levels[1].Spacing!.Value.XMicrometres, 9);
        Assert.Equal(1.996, slide.Levels[1].Spacing!.Value.YMicrometres, 9);
        Assert.Equal(20, slide.Metadata.ObjectivePower);
        Assert.Equal(TimeSpan.FromHours(-5), slide.Metadata.UtcOffset);
        Assert.Equal("S24-0815-A1", slide.Metadata.Barcode);
        Assert.DoesNotContain("SynthScan 1", slide.Metadata.SoftwareVersions);
        Assert.Contains(KeyValuePair.Create("TIFF Software", "SynthScan 1"), slide.Metadata.VendorProperties);
        Assert.True(slide.IccProfile.Length > 128);
    }

    [SharedSlidesFact]
    public void Open_SyntheticSlide33005_IsJpeg2000InRgb()
    {
        using var slide = Open("synthetic/aperio-33005.svs");
        Assert.All(slide.Levels, level => Assert.Equal(TileCompression.Jpeg2000, level.Encoding.Compression));
        Assert.All(slide.Levels, level => Assert.Equal(TileColor.Rgb, level.Encoding.Color));
        Assert.All(slide.Levels, level => Assert.Equal("33005 (JPEG 2000, RGB)", level.Encoding.VendorName));
    }

    [SharedSlidesFact]
    public void GetTileRange_ZeroTile_IsEmpty()
    {
        using var slide = Open("synthetic/aperio-zero-tile.svs");
        Assert.Equal([false, false, false, true], Enumerable.Range(0, 4).Select(i => slide.Levels[1].GetTileRange(i).Length == 0));
        Assert.DoesNotContain(Enumerable.Range(0, 48), i => slide.Levels[0].GetTileRange(i).Length == 0);
    }

    [SharedSlidesTheory]
    [MemberData(nameof(Synthetic))]
    public void IdentityRecords_SyntheticSlide_CoverEveryPlantedByte(string path)
    {
        using var slide = Open(path);
        var bytes = File.ReadAllBytes(SharedSlides.File(path));
        string[] planted =
        [
            "DOE", "Doe", "JANE", "Jane", "4711", "S24-0815", "drsmith", "SS7890", "12/29/23", "2023:12:29", "09:59:15",
            "GMT-05:00", "labserver01", "1004486", "SynthScan", "b414003d",
        ];
        var text = Encoding.Latin1.GetString(bytes);
        var found = 0;
        foreach (var value in planted)
        {
            for (var at = text.IndexOf(value, StringComparison.Ordinal); at >= 0; at = text.IndexOf(value, at + 1, StringComparison.Ordinal))
            {
                found++;
                Assert.Contains(
                    slide.IdentityRecords,
                    record => record.Range is { } range && range.Offset <= at && range.End >= at + value.Length);
            }
        }

        Assert.True(found >= 30, $"only {found} planted values are in the file at all");
    }

    [SharedSlidesTheory]
    [MemberData(nameof(All))]
    public void IdentityRecords_AnySlide_RangesHoldTheValues(string path)
    {
        using var slide = Open(path);
        var bytes = File.ReadAllBytes(SharedSlides.File(path));
        foreach (var record in slide.IdentityRecords.Where(r => r is { Range: not null, Value: not null, Name: not "ICC creation date" }))
        {
            var range = record.Range!.Value;
            var stored = bytes.AsSpan((int)range.Offset, (int)range.Length);
            Assert.Contains(
                record.Value!,
                new[] { Encoding.UTF8.GetString(stored).TrimEnd('\0', ' '), Encoding.BigEndianUnicode.GetString(stored).TrimEnd('\0', ' ') });
        }
    }

    [SharedSlidesTheory]
    [MemberData(nameof(All))]
    public void IdentityRecords_AnySlide_NoneIsUnknown(string path)
    {
        using var slide = Open(path);
        Assert.DoesNotContain(slide.IdentityRecords, record => record.Kind == IdentityKind.UnknownKey);
    }

    [SharedSlidesFact]
    public void Fingerprint_OfDifferentSlides_DiffersAndIsStable()
    {
        // The unreadable slide has the small one's texts and tables: only pixels differ, which are not looked at.
        var slides = AllSlides.Where(path => !path.Contains("unreadable", StringComparison.Ordinal)).ToList();
        var fingerprints = slides.ConvertAll(Fingerprint);
        Assert.Equal(fingerprints.Count, fingerprints.Distinct().Count());
        Assert.Equal(fingerprints, slides.ConvertAll(Fingerprint));
    }

    private static string Fingerprint(string path)
    {
        using var slide = Open(path);
        return Convert.ToHexString(slide.Fingerprint.Span);
    }

    private static Slide Open(string path) => SlideFormats.Open(SharedSlides.File(path));
}
